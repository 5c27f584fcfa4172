#!/usr/bin/python3
"""Makes the QGIS project of what the other units read.

The layers are the views of schema paylasim behind a PostgreSQL service name, so that no host and no
password stands in the file; their styles are those that `uavt-sync migrate` keeps in the database
(table layer_styles). uavt-sync.qgz is made by it for EPSG:5254; where target_crs is another:

    make_project.py --service uavt_sync my-project.qgz

Needs Debian's python3-qgis, and a service in ~/.pg_service.conf or PGSERVICEFILE.
"""

import argparse
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsProject,
    QgsReferencedRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)

# From the bottom up: view, name in the legend, geometry.
LAYERS = [
    ("mahalle", "Mahalleler", QgsWkbTypes.MultiPolygon),
    ("parsel", "Parseller", QgsWkbTypes.MultiPolygon),
    ("bina", "Yapılar", QgsWkbTypes.MultiPolygon),
    ("csbm", "Cadde ve sokaklar", QgsWkbTypes.MultiLineString),
    ("adres", "Adresler", QgsWkbTypes.Point),
]


def layer_of(service, srid, view, title, geometry):
    uri = QgsDataSourceUri()
    uri.setConnection(service, "", "", "")
    uri.setDataSource("paylasim", view, "geometri", "", "satir_no")
    uri.setSrid(str(srid))
    uri.setWkbType(geometry)
    # What the key is stands here; the server need not be asked for each view.
    uri.setUseEstimatedMetadata(True)
    layer = QgsVectorLayer(uri.uri(False), title, "postgres")
    if not layer.isValid():
        sys.exit(f"paylasim.{view} does not open: {layer.error().summary()}")
    _, found = layer.loadDefaultStyle()
    if not found:
        sys.exit(f"layer_styles has no default style of paylasim.{view}")
    return layer


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", help="the .qgz to write")
    parser.add_argument("--service", default="uavt_sync")
    parser.add_argument("--srid", type=int, default=5254, help="EPSG code of target_crs")
    arguments = parser.parse_args()

    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    project.setTitle("uavt-sync: adres verisi")
    project.setCrs(QgsCoordinateReferenceSystem.fromEpsgId(arguments.srid))
    for view, title, geometry in LAYERS:
        layer = layer_of(arguments.service, arguments.srid, view, title, geometry)
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(0, layer)
    boundary = project.mapLayersByName("Mahalleler")[0]
    project.viewSettings().setDefaultViewExtent(
        QgsReferencedRectangle(boundary.extent(), boundary.crs()))
    if not project.write(os.path.abspath(arguments.project)):
        sys.exit(project.error())
    application.exitQgis()


if __name__ == "__main__":
    main()

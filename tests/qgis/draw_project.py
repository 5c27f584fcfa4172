#!/usr/bin/python3
"""Opens a QGIS project without a screen and draws each of its layers, and all together, as PNG.

Prints a line a picture: name, features in the layer, share of the pixels that are not ground. Ends
with 1 when a layer does not open or draws nothing.
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

GROUND = QColor(250, 249, 246)


def middle_of(extent, metres):
    """A square of that side around where the middle is."""
    centre = extent.center()
    return QgsRectangle(centre.x() - metres / 2, centre.y() - metres / 2,
                        centre.x() + metres / 2, centre.y() + metres / 2)


def drawn(project, layers, extent, path):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setBackgroundColor(GROUND)
    settings.setOutputSize(QSize(900, 900))
    settings.setOutputDpi(96)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    for error in job.errors():
        sys.exit(f"{path}: {error.message}")
    image = job.renderedImage()
    image.save(path)
    ground = GROUND.rgb()
    inked = sum(image.pixel(x, y) != ground for x in range(0, 900, 3) for y in range(0, 900, 3))
    return inked / 90000


def main():
    path, folder = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    if not project.read(path):
        sys.exit(f"{path}: {project.error()}")
    tree = [node.layer() for node in project.layerTreeRoot().findLayers()]
    if not tree or any(layer is None or not layer.isValid() for layer in tree):
        sys.exit("a layer of the project does not open")
    whole = next(layer for layer in tree if layer.name() == "Mahalleler").extent()
    near = middle_of(whole, 300)
    good = True
    for layer in tree:
        extent = whole.buffered(50) if layer.name() == "Mahalleler" else near
        name = layer.dataProvider().uri().table()
        share = drawn(project, [layer], extent, os.path.join(folder, f"qgis-{name}.png"))
        # The layer's own count is the planner's guess.
        features = sum(1 for _ in layer.getFeatures())
        print(f"{name} {features} {share:.4f}")
        good = good and share > 0.0005
    share = drawn(project, tree, near, os.path.join(folder, "qgis.png"))
    print(f"all {len(tree)} {share:.4f}")
    application.exitQgis()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

-- Why: whoever drags a view of paylasim into QGIS sees it drawn, not in a colour of chance: QGIS looks
-- for a layer's style in a table of this name and form, in the search path. Where the service may not
-- make it, QGIS chooses its own colours, and nothing else is lost. A style somebody else stored is
-- left alone; ours carry our name.
DO $$
DECLARE
  katman text;
  cizim text;
  yazi text;
  olcek text;
  sembol CONSTANT text :=
    '<symbol type="%s" name="%s" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="%s" '
    'enabled="1" locked="0" pass="0"><Option type="Map">%s</Option></layer></symbol>';
  secenek CONSTANT text := '<Option type="QString" name="%s" value="%s"/>';
  -- Attribute, value (''*'': any other), name for people, symbol class, then its properties.
  cizgiler CONSTANT jsonb := '{
    "mahalle": {"tur": "fill", "sinif": "SimpleFill", "oznitelik": null, "degerler": [
      ["", "", {"style": "no", "outline_color": "120,60,130,255", "outline_style": "dash",
                "outline_width": "0.6"}]]},
    "parsel": {"tur": "fill", "sinif": "SimpleFill", "oznitelik": null, "degerler": [
      ["", "", {"style": "no", "outline_color": "170,160,140,255", "outline_width": "0.2"}]]},
    "bina": {"tur": "fill", "sinif": "SimpleFill", "oznitelik": "durum", "degerler": [
      ["kullanimda", "Kullanımda", {"color": "222,205,178,255", "outline_color": "128,104,72,255",
                                    "outline_width": "0.2"}],
      ["yapim_asamasi", "Yapım aşamasında", {"color": "240,228,66,160",
                                    "outline_color": "128,104,72,255", "outline_width": "0.2"}],
      ["kullanim_disi", "Kullanım dışı", {"color": "200,200,200,255", "style": "b_diagonal",
                                    "outline_color": "110,110,110,255", "outline_width": "0.2"}],
      ["yikilmis", "Yıkılmış", {"style": "no", "outline_color": "150,150,150,255",
                                    "outline_style": "dot", "outline_width": "0.3"}],
      ["", "Bilinmiyor", {"color": "235,230,222,255", "outline_color": "150,140,125,255",
                                    "outline_width": "0.2"}]]},
    "csbm": {"tur": "line", "sinif": "SimpleLine", "oznitelik": "tip", "degerler": [
      ["bulvar", "Bulvar", {"line_color": "200,120,60,255", "line_width": "1.2",
                            "capstyle": "round", "joinstyle": "round"}],
      ["cadde", "Cadde", {"line_color": "214,150,90,255", "line_width": "0.9",
                          "capstyle": "round", "joinstyle": "round"}],
      ["meydan", "Meydan", {"line_color": "120,120,160,255", "line_width": "0.9",
                            "capstyle": "round", "joinstyle": "round"}],
      ["", "Sokak ve öteki", {"line_color": "130,130,130,255", "line_width": "0.5",
                              "capstyle": "round", "joinstyle": "round"}]]},
    "adres": {"tur": "marker", "sinif": "SimpleMarker", "oznitelik": "eslesme", "degerler": [
      ["ortak", "İki kütükte", {"name": "circle", "color": "0,114,178,255", "size": "1.4",
                                "outline_style": "no"}],
      ["yalniz_cbs", "Yalnız CBS''te", {"name": "triangle", "color": "230,159,0,255", "size": "1.8",
                                "outline_style": "no"}],
      ["yalniz_uavt", "Yalnız UAVT''de", {"name": "diamond", "color": "213,94,0,255", "size": "1.8",
                                "outline_style": "no"}],
      ["", "Tek kayıt", {"name": "circle", "color": "90,90,90,255", "size": "1.4",
                         "outline_style": "no"}]]}
  }';
BEGIN
  CREATE TABLE IF NOT EXISTS public.layer_styles (
    id serial PRIMARY KEY,
    f_table_catalog varchar,
    f_table_schema varchar,
    f_table_name varchar,
    f_geometry_column varchar,
    stylename text,
    styleqml xml,
    stylesld xml,
    useasdefault boolean,
    description text,
    owner varchar(63),
    ui xml,
    update_time timestamp DEFAULT current_timestamp
  );
  DELETE FROM public.layer_styles
  WHERE f_table_catalog = current_database() AND f_table_schema = 'paylasim'
    AND stylename = 'uavt-sync';
  FOR katman, yazi, olcek IN
    VALUES ('mahalle', 'ad', '50000'), ('parsel', $y$concat("ada", '/', "parsel")$y$, '2500'),
           ('bina', '', '0'), ('csbm', 'yazilis', '8000'), ('adres', 'kapi_no', '2000')
  LOOP
    SELECT format('<renderer-v2 type="%s" symbollevels="0" forceraster="0" enableorderby="0"%s>%s'
                  '<symbols>%s</symbols></renderer-v2>',
                  CASE WHEN tanim ->> 'oznitelik' IS NULL THEN 'singleSymbol'
                       ELSE 'categorizedSymbol' END,
                  coalesce(format(' attr="%s"', tanim ->> 'oznitelik'), ''),
                  CASE WHEN tanim ->> 'oznitelik' IS NULL THEN ''
                       ELSE '<categories>' || string_agg(
                         format('<category type="string" value="%s" label="%s" symbol="%s" '
                                'render="true"/>', d.deger ->> 0, d.deger ->> 1, d.sira - 1), ''
                         ORDER BY d.sira) || '</categories>' END,
                  string_agg(format(sembol, tanim ->> 'tur', d.sira - 1, tanim ->> 'sinif',
                                    (SELECT string_agg(format(secenek, o.key, o.value), ''
                                                       ORDER BY o.key)
                                     FROM jsonb_each_text(d.deger -> 2) AS o)), ''
                             ORDER BY d.sira))
    INTO cizim
    FROM (SELECT cizgiler -> katman AS tanim) AS t,
         LATERAL jsonb_array_elements(tanim -> 'degerler') WITH ORDINALITY AS d (deger, sira)
    GROUP BY tanim;
    INSERT INTO public.layer_styles
      (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, styleqml,
       useasdefault, description, owner)
    VALUES
      (current_database(), 'paylasim', katman, 'geometri', 'uavt-sync',
       format('<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="%s">%s%s'
              '</qgis>',
              CASE WHEN yazi = '' THEN 0 ELSE 1 END, cizim,
              CASE WHEN yazi = '' THEN '' ELSE format(
                '<labeling type="simple"><settings calloutType="simple"><text-style fieldName="%s" '
                'isExpression="%s" fontFamily="DejaVu Sans" fontSize="8" fontSizeUnit="Point" '
                'textColor="40,40,40,255" textOpacity="1" namedStyle="Book"><text-buffer '
                'bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferOpacity="1" '
                'bufferColor="255,255,255,255"/></text-style><placement placement="%s" '
                'placementFlags="10" dist="0.6" distUnits="MM"%s/><rendering scaleVisibility="1" scaleMin="1" '
                'scaleMax="%s" drawLabels="1" obstacle="0"/></settings></labeling>',
                replace(replace(yazi, '"', '&quot;'), '''', '&apos;'),
                CASE WHEN yazi ~ '\W' THEN 1 ELSE 0 END,
                CASE katman WHEN 'csbm' THEN 2 ELSE 1 END,
                -- One place only: the addresses of one door all want it, and one of them gets it.
                CASE katman WHEN 'adres' THEN ' quadOffset="2" xOffset="0.6" yOffset="-0.4"'
                            ELSE '' END, olcek) END)::xml,
       true, 'uavt-sync migrate yazar', 'uavtsync');
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_okur') THEN
    GRANT SELECT ON public.layer_styles TO uavtsync_okur;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_cbs') THEN
    GRANT SELECT ON public.layer_styles TO uavtsync_cbs;
  END IF;
EXCEPTION
  WHEN insufficient_privilege OR undefined_column THEN
    RAISE NOTICE 'layer_styles: %', SQLERRM;
END
$$;

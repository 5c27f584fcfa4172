// Schemas made up for tests: a small one, and one built as INSPIRE builds its own (voidable
// properties, data types, code lists by reference, a chain of abstract features over two files).
#pragma once

#include <string>

namespace uavt::importers {

inline std::string schema_of(const std::string& body, const std::string& more = {}) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml/3.2"
  xmlns:b="http://example.net/belediye/1.0" targetNamespace="http://example.net/belediye/1.0"
  elementFormDefault="qualified" version="1.0" )" +
         more + R"(>
<xs:import namespace="http://www.opengis.net/gml/3.2"
  schemaLocation="http://schemas.opengis.net/gml/3.2.1/gml.xsd"/>
)" + body + "</xs:schema>\n";
}

inline std::string bench_schema() {
  return schema_of(R"(
<xs:element name="Bank" type="b:BankType" substitutionGroup="gml:AbstractFeature">
  <xs:annotation>
    <xs:documentation xml:lang="tr">Park bankı</xs:documentation>
    <xs:documentation xml:lang="en">Park bench</xs:documentation>
  </xs:annotation>
</xs:element>
<xs:complexType name="BankType"><xs:complexContent><xs:extension base="gml:AbstractFeatureType">
  <xs:sequence>
    <xs:element name="bankNo" type="xs:int"/>
    <xs:element name="adi" minOccurs="0" maxOccurs="unbounded"><xs:simpleType>
      <xs:restriction base="xs:string"><xs:maxLength value="20"/></xs:restriction>
    </xs:simpleType></xs:element>
    <xs:element name="plaka"><xs:simpleType>
      <xs:restriction base="xs:string"><xs:pattern value="[0-9]{2}-[A-Z]+"/></xs:restriction>
    </xs:simpleType></xs:element>
    <xs:element name="malzeme" type="b:MalzemeType" nillable="true"/>
    <xs:element name="renk" type="b:RenkOrOther" minOccurs="0"/>
    <xs:element name="yapim" type="xs:date" minOccurs="0"/>
    <xs:element name="saglam" type="xs:boolean"/>
    <xs:element name="boy" type="gml:LengthType" minOccurs="0"/>
    <xs:choice>
      <xs:element name="park" type="gml:ReferenceType"/>
      <xs:element name="sokak" type="xs:string"/>
    </xs:choice>
    <xs:element name="konum" type="gml:PointPropertyType"/>
  </xs:sequence>
</xs:extension></xs:complexContent></xs:complexType>
<xs:simpleType name="MalzemeType"><xs:restriction base="xs:string">
  <xs:enumeration value="ahsap"/><xs:enumeration value="beton"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="RenkType"><xs:restriction base="xs:string">
  <xs:enumeration value="ak"/><xs:enumeration value="kara"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="OtherType"><xs:restriction base="xs:string">
  <xs:pattern value="other: \w{2,}"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="RenkOrOther">
  <xs:union memberTypes="b:RenkType b:OtherType"/>
</xs:simpleType>
)");
}

/// Two files: base.xsd declares what every feature has, adres.xsd the address.
inline std::string base_schema() {
  return schema_of(R"(
<xs:element name="SoyutNesne" type="b:SoyutNesneType" abstract="true"
  substitutionGroup="gml:AbstractFeature"/>
<xs:complexType name="SoyutNesneType" abstract="true"><xs:complexContent>
  <xs:extension base="gml:AbstractFeatureType"><xs:sequence>
    <xs:element name="kimlik" type="b:KimlikPropertyType"/>
    <xs:element name="baslangic" nillable="true"><xs:complexType><xs:simpleContent>
      <xs:extension base="xs:dateTime"><xs:attribute name="nilReason" type="gml:NilReasonType"/>
      </xs:extension></xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="bitis" type="xs:dateTime" minOccurs="0" nillable="true"/>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:element name="Kimlik" type="b:KimlikType" substitutionGroup="gml:AbstractObject"/>
<xs:complexType name="KimlikType"><xs:sequence>
  <xs:element name="yerelNo" type="xs:string"/>
</xs:sequence></xs:complexType>
<xs:complexType name="KimlikPropertyType"><xs:sequence>
  <xs:element ref="b:Kimlik"/>
</xs:sequence></xs:complexType>
)");
}

inline std::string address_schema() {
  return schema_of(R"(
<xs:include schemaLocation="base.xsd"/>
<xs:element name="Adres" type="b:AdresType" substitutionGroup="b:SoyutNesne"/>
<xs:complexType name="AdresType"><xs:complexContent><xs:extension base="b:SoyutNesneType">
  <xs:sequence>
    <xs:element name="yer" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element ref="b:CografiYer"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="durum" type="gml:CodeType" nillable="true" minOccurs="0">
      <xs:annotation><xs:appinfo>
        <defaultCodeSpace xmlns="http://www.example.net/appinfo">http://example.net/kod/durum</defaultCodeSpace>
      </xs:appinfo></xs:annotation></xs:element>
    <xs:element name="bilesen" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element ref="b:Sokak"/></xs:sequence></xs:complexType></xs:element>
    <xs:group ref="b:gecerlilik"/>
  </xs:sequence>
</xs:extension></xs:complexContent></xs:complexType>
<xs:group name="gecerlilik"><xs:sequence>
  <xs:element name="gecerlilikBaslangici" type="xs:date" nillable="true"/>
  <xs:element name="gecerlilikSonu" type="xs:date" minOccurs="0"/>
</xs:sequence></xs:group>
<xs:element name="CografiYer" type="b:CografiYerType"/>
<xs:complexType name="CografiYerType"><xs:sequence>
  <xs:element name="geometri" type="gml:PointPropertyType"/>
  <xs:element name="yontem" type="gml:ReferenceType"/>
</xs:sequence></xs:complexType>
<xs:element name="Sokak" type="b:SokakType" substitutionGroup="b:SoyutNesne"/>
<xs:complexType name="SokakType"><xs:complexContent><xs:extension base="b:SoyutNesneType">
  <xs:sequence>
    <xs:element name="adi" type="xs:string"/>
    <xs:element name="hat" type="gml:CurvePropertyType" minOccurs="0"/>
  </xs:sequence>
</xs:extension></xs:complexContent></xs:complexType>
)");
}

}  // namespace uavt::importers

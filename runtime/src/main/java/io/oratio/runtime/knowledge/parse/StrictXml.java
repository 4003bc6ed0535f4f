package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The one way XML is read here: as a stream, by the JDK's own parser whatever else is on the class
/// path, without document types, entities and anything outside the document.
final class StrictXml {
  private static final XMLInputFactory FACTORY = factory();

  private StrictXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    // Depth is counted by who reads, so that its refusal says what is the matter.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    factory.setProperty("http://java.sun.com/xml/stream/properties/ignore-external-dtd", true);
    factory.setProperty(
        XMLInputFactory.RESOLVER,
        (javax.xml.stream.XMLResolver)
            (_, _, _, _) -> {
              throw new Refusal(Reason.UNSAFE, "It refers to something outside of itself.");
            });
    return factory;
  }

  static XMLStreamReader reader(InputStream in) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(in);
  }

  /// The next event.
  ///
  /// @throws Refusal for a document type or an entity, which no office program writes
  static int next(XMLStreamReader xml) throws XMLStreamException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new Refusal(
          Reason.UNSAFE,
          "It declares entities in its XML, as no office program does; it was not read.");
    }
    return event;
  }

  static Refusal refusal(XMLStreamException e) {
    return e.getNestedException() instanceof Refusal refusal
        ? refusal
        : new Refusal(Reason.BROKEN, "The file is damaged: save it again and upload it again.");
  }
}

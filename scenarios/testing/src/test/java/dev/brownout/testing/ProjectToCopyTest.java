package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The project that shows a user's own build builds wherever it is copied, with the versions that are tested here. */
class ProjectToCopyTest {
    private static final Path PROJECT = Path.of("src", "it", "checkout-sla");

    @Test
    void nothingInItWaitsForABuildToFillItIn() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(PROJECT)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(3);
        for (Path file : files) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("@[a-zA-Z.]+@");
        }
    }

    @Test
    void itsVersionsAreThoseOfThisBuild() throws Exception {
        Map<String, String> ours = properties(pom(Path.of("../../pom.xml")));
        Map<String, String> versions = properties(pom(PROJECT.resolve("pom.xml")));
        versions.keySet().removeIf(name -> !name.endsWith(".version"));
        assertThat(versions).hasSizeGreaterThan(5);
        assertThat(versions.remove("brownout.version")).isEqualTo(ours.get("revision"));
        versions.forEach((name, value) -> assertThat(value).as(name).isEqualTo(ours.get(name)));
    }

    /** What a version of Maven takes for a plugin that has none may be too old for the compiler or for JUnit. */
    @Test
    void everyPluginThatItsTestsNeedHasAVersion() throws Exception {
        NodeList plugins = pom(PROJECT.resolve("pom.xml")).getElementsByTagName("plugin");
        List<String> versioned = new ArrayList<>();
        for (int i = 0; i < plugins.getLength(); i++) {
            Element plugin = (Element) plugins.item(i);
            assertThat(children(plugin, "version")).hasSize(1);
            versioned.addAll(children(plugin, "artifactId"));
        }
        assertThat(versioned)
                .contains(
                        "maven-clean-plugin",
                        "maven-resources-plugin",
                        "maven-compiler-plugin",
                        "maven-surefire-plugin");
    }

    private static Element pom(Path path) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(path.toFile())
                .getDocumentElement();
    }

    private static Map<String, String> properties(Element pom) {
        Map<String, String> properties = new TreeMap<>();
        NodeList all = pom.getElementsByTagName("properties").item(0).getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element property) {
                properties.put(property.getTagName(), property.getTextContent().strip());
            }
        }
        return properties;
    }

    /** The texts of the children of that name. */
    private static List<String> children(Element parent, String name) {
        List<String> texts = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                texts.add(element.getTextContent().strip());
            }
        }
        return texts;
    }
}

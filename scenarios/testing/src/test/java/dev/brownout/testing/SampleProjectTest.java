package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The sample project of a user's build works wherever it is copied, with the versions tested here.
 * {@code -Dbrownout.write=true} writes the version of this build into it.
 */
class SampleProjectTest {
    private static final Path PROJECT = Path.of("src", "it", "checkout-sla");

    @BeforeAll
    static void writeVersion() throws Exception {
        if (Boolean.getBoolean("brownout.write")) {
            String version = properties(pom(Path.of("../../pom.xml"))).get("revision");
            replace("pom.xml", "(?<=<brownout.version>)[^<]*", version);
            replace("build.gradle.kts", "(?<=dev.brownout:bom:)[^\"]*", version);
        }
    }

    private static void replace(String file, String pattern, String text) throws IOException {
        Path path = PROJECT.resolve(file);
        String before = Files.readString(path);
        assertThat(before).containsPattern(pattern);
        Files.writeString(path, before.replaceFirst(pattern, text));
    }

    @Test
    void projectHasNoPlaceholders() throws Exception {
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
    void versionsMatchThisBuild() throws Exception {
        Map<String, String> ours = properties(pom(Path.of("../../pom.xml")));
        Map<String, String> versions = properties(pom(PROJECT.resolve("pom.xml")));
        versions.keySet().removeIf(name -> !name.endsWith(".version"));
        assertThat(versions).hasSizeGreaterThan(5);
        assertThat(versions.remove("brownout.version")).isEqualTo(ours.get("revision"));
        versions.forEach((name, value) -> assertThat(value).as(name).isEqualTo(ours.get(name)));
    }

    /** The builds of the guide are those of the sample project, which the build of this module runs. */
    @Test
    void guideHasTheBuildsOfTheProject() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "guides", "in-junit.md"));
        for (String file : List.of("xml pom.xml", "kotlin settings.gradle.kts", "kotlin build.gradle.kts")) {
            String text = Files.readString(PROJECT.resolve(file.substring(file.indexOf(' ') + 1)));
            assertThat(page).contains("```" + file + "\n" + text + "```\n");
        }
    }

    /** The Gradle build is not executed here, so its contents are compared with those of the POM. */
    @Test
    void gradleBuildMatchesTheMavenBuild() throws Exception {
        String gradle = Files.readString(PROJECT.resolve("build.gradle.kts"));
        Map<String, String> versions = properties(pom(PROJECT.resolve("pom.xml")));
        assertThat(gradle)
                .startsWith("// UNTRIED")
                .contains("platform(\"dev.brownout:bom:" + versions.get("brownout.version") + "\")")
                .contains("platform(\"org.junit:junit-bom:" + versions.get("junit.version") + "\")")
                .contains("release.set(" + versions.get("maven.compiler.release") + ")");
        NodeList dependencies = pom(PROJECT.resolve("pom.xml")).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String name = String.join(":", children(dependency, "groupId")) + ":"
                    + String.join(":", children(dependency, "artifactId"));
            assertThat(gradle).contains("\"" + name);
        }
    }

    /** Without a version, Maven may use a plugin that is too old for the compiler or for JUnit. */
    @Test
    void everyPluginHasAVersion() throws Exception {
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

    /** Returns the texts of the child elements with a name. */
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

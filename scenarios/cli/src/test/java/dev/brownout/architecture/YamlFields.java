package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fields of YAML files that are no scenarios. A field of another type fails the test. */
public final class YamlFields {
    private YamlFields() {}

    /** Returns the map that a file contains. */
    public static Entries read(Path file) throws IOException {
        ProblemCollector findings = new ProblemCollector();
        Node root = YamlReader.read(file.toString(), Files.readString(file), SourceLocation.FILE, findings);
        assertThat(findings.sorted()).isEmpty();
        return (Entries) root;
    }

    /** Returns the text of a key. */
    public static String text(Entries map, String key) {
        assertThat(map.get(key)).as(key).isInstanceOf(Text.class);
        return ((Text) map.get(key)).value();
    }

    /** Returns the map of a key. */
    public static Entries map(Entries map, String key) {
        assertThat(map.get(key)).as(key).isInstanceOf(Entries.class);
        return (Entries) map.get(key);
    }

    /** Returns the list of a key. */
    public static List<Node> list(Entries map, String key) {
        assertThat(map.get(key)).as(key).isInstanceOf(Items.class);
        return ((Items) map.get(key)).items();
    }
}

package dev.brownout.language.binding;

import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Place;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.Places;
import dev.brownout.language.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns the texts of defaults into nodes. */
final class Defaults {
    /** Those that are maps or lists, each of which is read once. */
    private static final Map<String, Node> READ = new ConcurrentHashMap<>();

    private Defaults() {}

    /**
     * The node that a default's text stands for.
     *
     * @param around where the record stands that has the default
     */
    static Node node(String text, Place around) {
        Place place = around.withOrigin(Place.DEFAULT).withOffsets(List.of());
        if (text.startsWith("{") || text.startsWith("[")) {
            return Places.moved(READ.computeIfAbsent(text, Defaults::read), place);
        }
        return new Text(text, true, place);
    }

    private static Node read(String text) {
        Findings broken = new Findings();
        Node node = YamlReader.read("default", text, Place.DEFAULT, broken);
        if (broken.errors() > 0) {
            throw new IllegalStateException("default " + text + ": " + broken.sorted());
        }
        return node;
    }
}

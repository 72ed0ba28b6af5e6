package dev.brownout.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.brownout.result.VariantResult.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a variant as a scenario in which every default is said, each line with the origin of its value. */
public final class ResolvedWriter {
    private static final int COLUMN = 64;

    private final YAMLMapper mapper = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    /** A part of the document: a value with its origin, or parts by name. */
    private static final class Part {
        private final Map<String, Part> parts = new TreeMap<>(ResolvedWriter::compare);
        private String value;
        private String origin;

        Part part(String name) {
            return parts.computeIfAbsent(name, n -> new Part());
        }
    }

    /** A scenario that reads back as the same variant; origins stand in comments. */
    public String write(ScenarioFile file, ScenarioFile.Variant variant) {
        Part root = new Part();
        say(root.part("scenario"), file.title(), "");
        if (!file.question().isEmpty()) {
            say(root.part("about").part("question"), file.question(), "");
        }
        if (!file.lesson().isEmpty()) {
            say(root.part("about").part("lesson"), file.lesson(), "");
        }
        for (Setting setting : variant.settings()) {
            if (!setting.path().startsWith("params.") && !assumed(setting)) {
                add(root, setting);
            }
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        List<Optional<String>> origins = new ArrayList<>();
        for (String section : Layers.SECTIONS) {
            if (root.parts.containsKey(section)) {
                document.set(section, entry(root.parts.get(section), origins));
            }
        }
        try {
            return withComments(mapper.writeValueAsString(document), origins);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether it is the size of an answer that nobody wrote: written here, it would be billed. */
    private static boolean assumed(Setting setting) {
        return setting.origin().equals("default") && setting.path().matches("requests\\.[^.]+\\.size");
    }

    private static void add(Part root, Setting setting) {
        String path = setting.path();
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        if (first.equals("sla") || first.equals("predict")) {
            say(root.part(first).part(path.substring(dot + 1)), setting.value(), setting.origin());
            return;
        }
        Part part = Layers.SECTIONS.contains(first) ? root : root.part("components");
        for (String step : path.split("\\.", -1)) {
            part = part.part(step);
        }
        if (first.equals("faults")) {
            int colon = setting.value().indexOf(": ");
            part = part.part(setting.value().substring(0, colon));
            say(part, setting.value().substring(colon + 2), setting.origin());
        } else {
            say(part, setting.value(), setting.origin());
        }
    }

    private static void say(Part part, String value, String origin) {
        part.value = value;
        part.origin = origin;
    }

    /** The node of a map's entry, which has a line of its own. */
    private static JsonNode entry(Part part, List<Optional<String>> origins) {
        if (part.value == null) {
            origins.add(Optional.empty());
        }
        return node(part, origins);
    }

    private static JsonNode node(Part part, List<Optional<String>> origins) {
        if (part.value != null) {
            origins.add(Optional.of(part.origin).filter(o -> !o.isEmpty()));
            return TextNode.valueOf(part.value);
        }
        if (part.parts.keySet().stream().allMatch(ResolvedWriter::number)) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            part.parts.values().forEach(item -> list.add(node(item, origins)));
            return list;
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        part.parts.forEach((name, value) -> map.set(name, entry(value, origins)));
        return map;
    }

    private static boolean number(String name) {
        return name.matches("\\d{1,9}");
    }

    private static int compare(String a, String b) {
        return number(a) && number(b) ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
    }

    private static String withComments(String yaml, List<Optional<String>> origins) {
        StringBuilder text = new StringBuilder();
        List<String> lines = yaml.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            text.append(line);
            if (i < origins.size() && origins.get(i).isPresent()) {
                text.append(" ".repeat(Math.max(1, COLUMN - line.codePointCount(0, line.length()))));
                text.append("# ").append(origins.get(i).get());
            }
            text.append('\n');
        }
        return text.toString();
    }
}

package dev.brownout.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.ResolvedVariant;
import dev.brownout.language.section.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a variant as a scenario with all defaults made explicit and the origin of each value on its line. */
public final class ResolvedWriter {
    private static final int COMMENT_COLUMN = 64;

    private final List<Section<?>> sections;
    private final YAMLMapper mapper = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    /** Creates a writer for the sections of the standard language. */
    public ResolvedWriter() {
        this(LanguageDefinition.standard());
    }

    /** Creates a writer for the sections of a language definition. */
    public ResolvedWriter(LanguageDefinition dialect) {
        this.sections = dialect.sections();
    }

    /** Part of the document: a value with its origin, or child parts by name. */
    private static final class Part {
        private final Map<String, Part> children = new TreeMap<>(ResolvedWriter::compare);
        private String value;
        private String origin;

        Part child(String name) {
            return children.computeIfAbsent(name, n -> new Part());
        }
    }

    /** Returns the variant as a scenario that reads back as the same variant. Origins are written in comments. */
    public String write(ScenarioFile file, ScenarioFile.Variant variant) {
        ResolvedVariant resolved = new ResolvedVariant(
                file.title(),
                file.question(),
                file.lesson(),
                variant.scenario().components().keySet(),
                variant.settings());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        List<Optional<String>> origins = new ArrayList<>();
        for (Section<?> section : sections) {
            List<Section.Line> lines = section.resolvedLines(resolved);
            if (!lines.isEmpty()) {
                Part root = new Part();
                lines.forEach(line -> insert(root, line));
                document.set(section.name(), entry(root, origins));
            }
        }
        try {
            return withComments(mapper.writeValueAsString(document), origins);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Part root, Section.Line line) {
        Part part = root;
        for (String step : line.steps()) {
            part = part.child(step);
        }
        part.value = line.value();
        part.origin = line.origin();
    }

    /** Returns the node of a map entry. A node with children takes a line of its own, without an origin. */
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
        if (part.children.keySet().stream().allMatch(ResolvedWriter::isIndex)) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            part.children.values().forEach(item -> list.add(node(item, origins)));
            return list;
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        part.children.forEach((name, value) -> map.set(name, entry(value, origins)));
        return map;
    }

    private static boolean isIndex(String name) {
        return name.matches("\\d{1,9}");
    }

    private static int compare(String a, String b) {
        return isIndex(a) && isIndex(b) ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
    }

    private static String withComments(String yaml, List<Optional<String>> origins) {
        StringBuilder text = new StringBuilder();
        List<String> lines = yaml.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            text.append(line);
            if (i < origins.size() && origins.get(i).isPresent()) {
                text.append(" ".repeat(Math.max(1, COMMENT_COLUMN - line.codePointCount(0, line.length()))));
                text.append("# ").append(origins.get(i).get());
            }
            text.append('\n');
        }
        return text.toString();
    }
}

package dev.brownout.reference;

import dev.brownout.language.Language;
import dev.brownout.reference.Parameter.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reference in the repository: a short page for each section, kind, policy, fault, step and function, with a line
 * for each parameter. Its paths are those of {@link ReferencePages}, which adds types, limits, sources, models,
 * metrics, profiles and terms.
 */
public final class CompactReference {
    /** Chapters without pages in the repository. */
    private static final Set<ManualChapter> OMITTED =
            Set.of(ManualChapter.PROFILES, ManualChapter.METRICS, ManualChapter.TERMS);

    /** Chapters with one page in all. */
    private static final Set<ManualChapter> JOINED = Set.of(ManualChapter.VALUES, ManualChapter.RELATIONS);

    private static final String INDEX = "README.md";
    private static final String PROFILE = "profile";

    /** Minimum number of characters of a line that later pages do not repeat. */
    private static final int LEAST_REPEATED = 60;

    private final Manual manual;
    private final Map<String, String> pages = new TreeMap<>();
    /** First pages of the lines so far, by chapter and line. */
    private final Map<String, ManualPage> first = new TreeMap<>();

    private CompactReference(Manual manual) {
        this.manual = manual;
    }

    /** Returns the texts of the pages by their paths in the folder. */
    public static Map<String, String> pages(Manual manual) {
        CompactReference reference = new CompactReference(manual);
        reference.index();
        return reference.pages;
    }

    private void index() {
        List<String> lines = new ArrayList<>(List.of(
                "# Reference",
                "",
                "The scenario language: a page for each word, with its parameters and their defaults. The pages are"
                        + " generated from the program. `brownout explain WORD` prints types, limits, sources of"
                        + " defaults, the model, its limits and the metrics of a word, and explains profiles, metrics"
                        + " and terms; the [site](../contributing/builds.md#the-site) has pages of them.",
                "",
                ReferencePages.COMMANDS,
                ""));
        Language.limits().forEach(limit -> lines.addAll(List.of(limit, "")));
        for (ManualChapter chapter : ManualChapter.values()) {
            if (!OMITTED.contains(chapter)) {
                lines.addAll(List.of("## " + chapter.title(), "", chapter(chapter), ""));
            }
        }
        addLines(INDEX, lines);
        addLines(
                ReferencePages.path(ManualChapter.POLICIES, ReferencePages.POSITIONS),
                ReferencePages.positions(manual));
    }

    /** Adds the pages of a chapter and returns the links to them. */
    private String chapter(ManualChapter chapter) {
        boolean joined = JOINED.contains(chapter);
        Map<String, List<ManualPage>> files = manual.pages(chapter).stream()
                .collect(Collectors.groupingBy(
                        page -> joined ? chapter.title() : page.name(), LinkedHashMap::new, Collectors.toList()));
        files.forEach((title, members) -> {
            List<String> lines = new ArrayList<>();
            if (joined) {
                lines.addAll(List.of("# " + title, ""));
            }
            members.forEach(page -> page(page, joined ? "## " : "# ", lines));
            addLines(ReferencePages.path(chapter, title), lines);
        });
        return files.keySet().stream()
                .map(title -> "[" + title + "](" + ReferencePages.path(chapter, title) + ")")
                .collect(Collectors.joining(", "));
    }

    private void page(ManualPage page, String level, List<String> lines) {
        lines.addAll(List.of(level + page.name(), "", page.sentence(), ""));
        if (!page.example().isBlank()) {
            lines.addAll(List.of("```yaml", page.example().stripTrailing(), "```", ""));
        }
        Map<String, List<String>> repeated = new LinkedHashMap<>();
        page.parameters().forEach(parameter -> parameter(page, parameter, "", lines, repeated));
        lines.add("");
        String bullet = page.notes().size() > 1 ? "- " : "";
        page.notes()
                .forEach(note ->
                        uniqueLine(page, note, "the note", repeated).ifPresent(line -> lines.add(bullet + line)));
        lines.add("");
        repeated.forEach((link, names) -> lines.addAll(List.of(
                "As in " + link + ": "
                        + String.join(", ", names.stream().distinct().toList()) + ".",
                "")));
        if (!page.metrics().isEmpty()) {
            lines.addAll(List.of(
                    page.metrics().stream()
                            .map(metric -> "`" + metric.name() + "`")
                            .collect(Collectors.joining(", ", "Metrics: ", ".")),
                    ""));
        }
    }

    private void parameter(
            ManualPage page,
            Parameter parameter,
            String above,
            List<String> lines,
            Map<String, List<String>> repeated) {
        String name = above + parameter.name();
        String preset = parameter
                .defaultText()
                .map(text -> " (`" + text + "`)")
                .orElse(parameter.needed() ? " (required)" : "");
        String line = "- `" + name + "`" + preset + ": " + parameter.sentence() + words(parameter);
        uniqueLine(page, line, "`" + name + "`", repeated).ifPresent(lines::add);
        parameter.inner().forEach(inner -> parameter(page, inner, name + ".", lines, repeated));
    }

    /** Returns a line, or adds its name to those of the earlier page of the chapter that has it. */
    private Optional<String> uniqueLine(ManualPage page, String line, String name, Map<String, List<String>> repeated) {
        ManualPage earlier = first.putIfAbsent(page.group() + " " + line, page);
        if (earlier == null || earlier.equals(page) || line.length() < LEAST_REPEATED) {
            return Optional.of(line);
        }
        String link = "[" + earlier.name() + "](" + ReferencePages.fileName(earlier.name()) + ")";
        repeated.computeIfAbsent(link, none -> new ArrayList<>()).add(name);
        return Optional.empty();
    }

    /**
     * Returns the allowed words with their meanings; empty if the sentence of the parameter has them. Profiles have
     * names only.
     */
    private static String words(Parameter parameter) {
        boolean named = parameter.name().equals(PROFILE);
        if (parameter.words().stream()
                .allMatch(word ->
                        word.sentence().isEmpty() && parameter.sentence().contains(word.word()))) {
            return "";
        }
        String words = parameter.words().stream()
                .map(word -> "`" + word.word() + "`" + (named ? "" : meaning(word)))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : " " + (words.endsWith(".") ? words : words + ".");
    }

    private static String meaning(Word word) {
        String sentence = word.sentence();
        return sentence.isEmpty()
                ? ""
                : " (" + sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                        + sentence.substring(1).replaceFirst("\\.$", "") + ")";
    }

    private void addLines(String path, List<String> lines) {
        pages.put(path, String.join("\n", lines).replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n");
    }
}

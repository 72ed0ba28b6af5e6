package dev.brownout.reference;

import dev.brownout.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders the manual as a folder of Markdown pages for the site of the documentation: one for each kind, policy, fault,
 * step, function, profile and group of metrics, and an index. Profiles of one product share a page, and so do glossary
 * terms with the same initials.
 */
public final class ReferencePages {
    /** Meaning of a metric: the owner, the kind of value if it differs between owners, and the sentence. */
    private static final Pattern METRIC_NOTE = Pattern.compile("(?s)(.*?)(?: \\((\\w+)\\))?: (.*)");

    private static final String INDEX = "README.md";
    /** Maximum number of lines of a page. */
    private static final int MOST_LINES = 200;

    /** Maximum number of terms on a page. */
    private static final int MOST_TERMS = 18;

    /** Sentence with links to the reference of the command line. */
    static final String COMMANDS = "[Commands](cli/README.md), [exit codes](exit-codes.md) and [results for"
            + " programs](../results.md) are the reference of the command line.";

    /** Title of the page with the positions of policies. */
    static final String POSITIONS = "positions";

    private final Manual manual;
    private final Map<String, String> pages = new TreeMap<>();

    private ReferencePages(Manual manual) {
        this.manual = manual;
    }

    /** Returns the texts of the pages by their paths in the folder. */
    public static Map<String, String> pages(Manual manual) {
        ReferencePages reference = new ReferencePages(manual);
        reference.index();
        return reference.pages;
    }

    private void index() {
        List<String> lines = new ArrayList<>(List.of(
                "# Reference",
                "",
                "The scenario language: a page for each word. The pages are generated from the program. `brownout"
                        + " explain WORD` prints the same text in a terminal.",
                "",
                COMMANDS,
                "",
                Language.limits().get(0),
                ""));
        Language.limits().stream().skip(1).forEach(limit -> lines.addAll(List.of(limit, "")));
        for (ManualChapter chapter : ManualChapter.values()) {
            lines.addAll(List.of("## " + chapter.title(), "", links(chapter), ""));
        }
        addPage(INDEX, lines);
        List<String> positions = positions(manual);
        positions.add("[Reference](../" + INDEX + ")");
        addPage(path(ManualChapter.POLICIES, POSITIONS), positions);
    }

    /** Returns the lines of the page with the positions of policies. */
    static List<String> positions(Manual manual) {
        List<String> lines = new ArrayList<>(List.of("# Positions of policies", ""));
        lines.addAll(ManualMarkdown.positions(manual));
        return lines;
    }

    /** Adds the pages of a chapter and returns the links to them. */
    private String links(ManualChapter chapter) {
        return switch (chapter) {
            case METRICS -> metrics();
            case TERMS -> writeChapter(chapter, this::initials);
            case VALUES, RELATIONS -> writeChapter(chapter, page -> chapter.title());
            default -> writeChapter(chapter, ManualPage::name);
        };
    }

    /** Function that returns the title of the file with a page of the manual. */
    @FunctionalInterface
    private interface FileTitle {
        String of(ManualPage page);
    }

    /** Adds a file for each title, and returns the links to the pages of the manual in them. */
    private String writeChapter(ManualChapter chapter, FileTitle titles) {
        Map<String, List<ManualPage>> files = manual.pages(chapter).stream()
                .collect(Collectors.groupingBy(titles::of, LinkedHashMap::new, Collectors.toList()));
        files.forEach((title, members) -> file(chapter, title, members));
        Stream<String> links = files.entrySet().stream()
                .flatMap(file -> file.getValue().stream()
                        .map(ManualPage::name)
                        .distinct()
                        .map(name -> link(chapter, file.getKey(), name)));
        return (chapter == ManualChapter.TERMS ? links.sorted(String.CASE_INSENSITIVE_ORDER) : links)
                .collect(Collectors.joining(", "));
    }

    private static String link(ManualChapter chapter, String title, String name) {
        String anchor = title.equals(name) ? "" : "#" + ManualMarkdown.anchor(name);
        return "[" + name + "](" + path(chapter, title) + anchor + ")";
    }

    private void file(ManualChapter chapter, String title, List<ManualPage> members) {
        boolean isAlone = members.size() == 1 && members.get(0).name().equals(title);
        List<String> lines = new ArrayList<>();
        if (!isAlone) {
            lines.addAll(List.of("# " + title, ""));
        }
        String kind = isAlone ? members.get(0).title() : "";
        for (ManualPage page : members) {
            lines.addAll(ManualMarkdown.page(manual, page, isAlone ? "#" : "##"));
        }
        if (chapter == ManualChapter.COMPONENTS) {
            component(members.get(0), lines);
        }
        if (isAlone && chapter == ManualChapter.POLICIES) {
            lines.addAll(List.of("[Positions of policies](" + fileName(POSITIONS) + ")", ""));
        }
        lines.add(
                kind.isEmpty()
                        ? "[Reference](../" + INDEX + "): " + chapter.title() + "."
                        : "A " + kind + " of the [reference](../" + INDEX + ").");
        addPage(path(chapter, title), lines);
    }

    /** Adds the model and the link to the metrics of a kind. The model has a page of its own if it does not fit. */
    private void component(ManualPage kind, List<String> lines) {
        if (!kind.metrics().isEmpty()) {
            lines.addAll(List.of(
                    "[Metrics of " + kind.name() + "](../" + path(ManualChapter.METRICS, kind.name()) + ")", ""));
        }
        List<String> model = ManualMarkdown.model(manual, kind);
        if (lines.size() + model.size() + 1 <= MOST_LINES) {
            lines.addAll(model);
        } else {
            String file = fileName(kind.name() + " model");
            List<String> page = new ArrayList<>(List.of("# Model of " + kind.name(), ""));
            page.addAll(model);
            page.add("[" + kind.name() + "](" + fileName(kind.name()) + ")");
            addPage(folder(ManualChapter.COMPONENTS) + "/" + file, page);
            lines.addAll(List.of("[Model, limits, checks and sources of " + kind.name() + "](" + file + ")", ""));
        }
    }

    private String metrics() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        Map<String, Set<String>> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ManualPage metric : manual.pages(ManualChapter.METRICS)) {
            for (String note : metric.notes()) {
                Matcher parts = METRIC_NOTE.matcher(note);
                if (!parts.matches()) {
                    throw new IllegalStateException("no owner: " + note);
                }
                String group = parts.group(1);
                String values = parts.group(2) == null ? metric.sentence() : "A " + parts.group(2) + ".";
                groups.computeIfAbsent(group, g -> new ArrayList<>())
                        .add(ManualMarkdown.metricRow(metric.name(), values, parts.group(3), example(metric, group)));
                names.computeIfAbsent(metric.name(), name -> new LinkedHashSet<>())
                        .add("[" + owner(group) + "](" + fileName(owner(group)) + ")");
            }
        }
        groups.forEach((group, rows) -> {
            List<String> lines = new ArrayList<>(List.of(
                    "# Metrics " + group, "", "| metric | values | description | example |", "|---|---|---|---|"));
            lines.addAll(rows);
            lines.addAll(List.of("", "[All metrics](" + INDEX + ")"));
            addPage(path(ManualChapter.METRICS, owner(group)), lines);
        });
        List<String> index = new ArrayList<>(List.of("# Metrics by name", ""));
        names.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().substring(0, 1).toUpperCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(
                                entry -> "`" + entry.getKey() + "` (" + String.join(", ", entry.getValue()) + ")",
                                Collectors.joining(", "))))
                .forEach((letter, list) -> index.addAll(List.of("**" + letter + "** " + list, "")));
        index.add("[Reference](../" + INDEX + ")");
        addPage(folder(ManualChapter.METRICS) + "/" + INDEX, index);
        return "[By name](" + folder(ManualChapter.METRICS) + "/" + INDEX + "); by owner: "
                + groups.keySet().stream()
                        .map(group -> "[" + owner(group) + "](" + path(ManualChapter.METRICS, owner(group)) + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Returns an example of a metric of an owner: that of the metric, or of a component with the name of its kind. */
    private static String example(ManualPage metric, String group) {
        return group.matches("of an? .*") && !metric.example().contains("(")
                ? owner(group) + "." + metric.name()
                : metric.example();
    }

    /** Returns the owner in a text such as "of a cache", "of requests, and of all" or "with retry". */
    private static String owner(String group) {
        return group.replaceFirst("^(of an?|of|with) ", "").replace(", and of ", " and ");
    }

    /** Returns the initial of a glossary term, or its first two letters if many terms have this initial. */
    private String initials(ManualPage page) {
        String first = prefix(page, 1);
        long same = manual.pages(ManualChapter.TERMS).stream()
                .filter(other -> prefix(other, 1).equals(first))
                .count();
        return same > MOST_TERMS ? prefix(page, 2) : first;
    }

    private static String prefix(ManualPage page, int length) {
        return page.name().substring(0, length).toUpperCase(Locale.ROOT);
    }

    /**
     * Returns the path of a page in the folder of the pages.
     *
     * @param title title of the page, such as the name of a kind
     */
    public static String path(ManualChapter chapter, String title) {
        return folder(chapter) + "/" + fileName(title);
    }

    private static String folder(ManualChapter chapter) {
        return chapter.name().toLowerCase(Locale.ROOT);
    }

    static String fileName(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".md";
    }

    private void addPage(String path, List<String> lines) {
        pages.put(path, String.join("\n", lines).replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n");
    }
}

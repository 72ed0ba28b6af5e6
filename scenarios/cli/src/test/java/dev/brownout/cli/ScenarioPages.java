package dev.brownout.cli;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualChapter;
import dev.brownout.reference.ReferencePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Documentation pages of the library: lists by theme, question and symptom, and for each scenario a page with its
 * question, recorded answer, lesson, and links to the words that it uses. The lists come from the overview page of the
 * library.
 */
final class ScenarioPages {
    /** Folder of the pages. */
    static final Path FOLDER = PageCommands.ROOT.resolve("docs/library");

    private static final Path LIBRARY = PageCommands.ROOT.resolve("scenarios/library");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)\n\n(.*?)(?=\n## |\\z)");
    private static final Pattern THEME = Pattern.compile("(?m)^- \\[(.+)]\\(([a-z-]+)/README\\.md\\): .*$");
    private static final Pattern LINKED = Pattern.compile("\\[([^]]+)]\\(([a-z-]+)/([a-z0-9-]+)\\.yaml\\)");
    private static final Pattern LINK = Pattern.compile("]\\(([a-z-]+)/([a-z0-9-]+|README)\\.(?:yaml|md)\\)");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+) \\|");
    private static final Pattern KIND = Pattern.compile("\\b(?:kind|profile): ([a-z0-9-]+)");
    private static final Pattern FAULT = Pattern.compile("- at [^:\n]*: ([a-z-]+)");
    private static final Pattern POLICY = Pattern.compile("[{,]? *([a-z-]+):");
    private static final String INDEX = "README.md";

    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private final Map<String, String> folders = new LinkedHashMap<>();
    private final Map<String, List<String>> symptoms = new TreeMap<>();
    private final Map<String, String> answers = LibraryAnswers.recorded();
    private final Manual manual;

    private ScenarioPages(Manual manual) throws IOException {
        this.manual = manual;
        String overview = Files.readString(LIBRARY.resolve(INDEX));
        Matcher section = SECTION.matcher(overview);
        while (section.find()) {
            sections.put(section.group(1), section.group(2).strip());
        }
        THEME.matcher(overview).results().forEach(theme -> folders.put(theme.group(1), theme.group(2)));
        ROW.matcher(sections.get("By symptom"))
                .results()
                .forEach(row -> LINKED.matcher(row.group(2))
                        .results()
                        .forEach(link -> symptoms.computeIfAbsent(link.group(3), none -> new ArrayList<>())
                                .add(row.group(1))));
    }

    /** Returns the scenarios with a page; the steps of the course have pages of their own. */
    static List<String> scenarios() {
        return new ShippedLibrary()
                .names().stream()
                        .filter(name -> !name.startsWith(ShippedLibrary.LADDER + "/"))
                        .toList();
    }

    /**
     * Returns the texts of the pages by their paths in the folder {@code docs/library}.
     *
     * @param generated scenarios with generated pages; the remaining pages are read from the folder
     */
    static Map<String, String> of(Manual manual, List<String> generated) throws IOException {
        ScenarioPages all = new ScenarioPages(manual);
        List<Entry> entries = new ShippedLibrary().entries();
        all.index(entries);
        all.list("by-question.md", "Scenarios by question", "By question");
        all.list("by-symptom.md", "Scenarios by symptom", "By symptom");
        all.folders.forEach((theme, folder) -> {
            if (!folder.equals(ShippedLibrary.LADDER)) {
                all.theme(theme, folder, entries);
            }
        });
        List<String> scenarios = scenarios();
        for (Entry entry : entries) {
            if (generated.contains(entry.name())) {
                all.page(entry);
            } else if (scenarios.contains(entry.name())) {
                String path = all.folders.get(entry.group()) + "/" + entry.name() + ".md";
                all.pages.put(path, Files.readString(FOLDER.resolve(path)));
            }
        }
        return all.pages;
    }

    /** Returns a text of the overview page with links to the pages of scenarios. */
    private static String linked(String text) {
        return LINK.matcher(text).replaceAll(link -> {
            boolean course = link.group(1).equals(ShippedLibrary.LADDER);
            boolean index = link.group(2).equals("README");
            String folder = course ? "../course" : link.group(1);
            return "](" + (course && index ? folder : folder + "/" + link.group(2)) + ".md)";
        });
    }

    private void index(List<Entry> entries) {
        List<String> lines = new ArrayList<>(List.of(
                "# Library of scenarios",
                "",
                "Scenarios with a question and its answer, from one server to published outages. `brownout run NAME`"
                        + " runs one, `brownout list WORD...` searches them.",
                "",
                "Find a scenario [by question](by-question.md), [by symptom](by-symptom.md), or by theme below."
                        + " [Incidents and experiments](../incidents.md) compares reports with simulations.",
                ""));
        sections.keySet().stream()
                .filter(name -> name.startsWith("Start here"))
                .forEach(name -> lines.addAll(List.of("## " + name, "", linked(sections.get(name)), "")));
        lines.addAll(List.of("## By theme", ""));
        folders.forEach((theme, folder) -> {
            boolean course = folder.equals(ShippedLibrary.LADDER);
            String names = entries.stream()
                    .filter(entry -> entry.group().equals(theme))
                    .map(Entry::name)
                    .map(name -> "[" + name + "](" + (course ? name : folder + "/" + name) + ".yaml)")
                    .collect(Collectors.joining(", "));
            lines.add(linked("- [" + theme + "](" + folder + "/README.md): " + names));
        });
        put(INDEX, lines);
    }

    private void list(String path, String title, String section) {
        put(path, List.of("# " + title, "", linked(sections.get(section)), "", "[Library](" + INDEX + ")"));
    }

    private void theme(String theme, String folder, List<Entry> entries) {
        List<String> lines = new ArrayList<>(List.of(
                "# " + capital(theme),
                "",
                "Scenarios of the library with the theme " + theme + ", and their questions.",
                ""));
        lines.addAll(List.of("| scenario | question |", "|---|---|"));
        entries.stream()
                .filter(entry -> entry.group().equals(theme))
                .forEach(entry ->
                        lines.add("| [" + entry.title() + "](" + entry.name() + ".md) | " + entry.question() + " |"));
        lines.addAll(List.of("", "[Library](../" + INDEX + ")"));
        put(folder + "/" + INDEX, lines);
    }

    private static String capital(String theme) {
        return theme.substring(0, 1).toUpperCase(Locale.ROOT) + theme.substring(1);
    }

    private void page(Entry entry) {
        ScenarioFile file = LibraryAnswers.file(entry.name());
        String path = folders.get(entry.group()) + "/" + entry.name();
        String yaml = "../../../scenarios/library/" + path + ".yaml";
        List<String> lines = new ArrayList<>(List.of("# " + entry.title(), "", entry.question(), ""));
        if (answers.containsKey(entry.name())) {
            lines.addAll(List.of("**Answer.** " + answers.get(entry.name()), ""));
        }
        lines.addAll(List.of("<!-- chart " + entry.name() + " -->", "", file.lesson(), ""));
        lines.addAll(List.of("    brownout run " + entry.name(), ""));
        if (file.variants().size() > 1) {
            lines.addAll(List.of(
                    file.variants().stream().map(Variant::name).collect(Collectors.joining(", ", "Variants: ", ".")),
                    ""));
        }
        if (symptoms.containsKey(entry.name())) {
            lines.addAll(List.of(
                    "[Symptoms](../by-symptom.md): " + String.join("; ", symptoms.get(entry.name())) + ".", ""));
        }
        lines.addAll(List.of("## Scenario", "", "The file is [" + path + ".yaml](" + yaml + ").", ""));
        lines.addAll(List.of("<!-- include " + yaml + " -->", "", "Words of the language: " + words(file) + ".", ""));
        lines.add("A scenario of the theme [" + entry.group() + "](" + INDEX + ").");
        put(path + ".md", lines);
    }

    /** Returns links to the reference of the kinds, profiles, policies and faults of a scenario. */
    private String words(ScenarioFile file) {
        Map<String, String> links = new LinkedHashMap<>();
        words(KIND, file, ManualChapter.COMPONENTS, links);
        words(KIND, file, ManualChapter.PROFILES, links);
        words(POLICY, file, ManualChapter.POLICIES, links);
        words(FAULT, file, ManualChapter.FAULTS, links);
        return String.join(", ", links.values());
    }

    private void words(Pattern pattern, ScenarioFile file, ManualChapter chapter, Map<String, String> links) {
        Matcher word = pattern.matcher(file.text());
        while (word.find()) {
            manual.pages(chapter).stream()
                    .filter(page -> page.name().equals(word.group(1)))
                    .findFirst()
                    .ifPresent(page -> links.putIfAbsent(
                            page.name(),
                            "[" + page.name() + "](../../reference/" + ReferencePages.path(chapter, page.name())
                                    + ")"));
        }
    }

    private void put(String path, List<String> lines) {
        pages.put(path, String.join("\n", lines).replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n");
    }
}

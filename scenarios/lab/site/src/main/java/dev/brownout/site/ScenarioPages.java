package dev.brownout.site;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import dev.brownout.page.EngineCalls;
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
    /** Folder of the pages in the folder of all pages. */
    private static final String FOLDER = "library/";

    private static final String LIBRARY = "scenarios/library/README.md";
    /** Recorded answers, one line per scenario: its name, a colon and the answer. */
    private static final String ANSWERS = "scenarios/cli/src/test/resources/dev/brownout/cli/answers.txt";

    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)\n\n(.*?)(?=\n## |\\z)");
    private static final Pattern THEME = Pattern.compile("(?m)^- \\[(.+)]\\(([a-z-]+)/README\\.md\\): .*$");
    private static final Pattern LINKED = Pattern.compile("\\[([^]]+)]\\(([a-z-]+)/([a-z0-9-]+)\\.yaml\\)");
    private static final Pattern LINK = Pattern.compile("]\\(([a-z-]+)/([a-z0-9-]+|README)\\.(?:yaml|md)\\)");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+) \\|");
    private static final Pattern KIND = Pattern.compile("\\b(?:kind|profile): ([a-z0-9-]+)");
    private static final Pattern FAULT = Pattern.compile("- at [^:\n]*: ([a-z-]+)");
    private static final Pattern POLICY = Pattern.compile("[{,]? *([a-z-]+):");
    private static final String INDEX = "README.md";
    private static final String BACK = "[Library](" + INDEX + ")";

    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private final Map<String, String> folders = new LinkedHashMap<>();
    private final Map<String, List<String>> symptoms = new TreeMap<>();
    private final Map<String, String> answers = new TreeMap<>();
    private final EngineCalls engine = new EngineCalls();
    private final Manual manual;

    private ScenarioPages(Path repository, Manual manual) throws IOException {
        this.manual = manual;
        for (String line : Files.readAllLines(repository.resolve(ANSWERS))) {
            String[] parts = line.split(": ", 2);
            answers.put(parts[0], parts[1]);
        }
        String overview = Files.readString(repository.resolve(LIBRARY));
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

    /** Returns the texts of the pages by their paths in the folder of all pages. */
    static Map<String, String> pages(Path repository, Manual manual) throws IOException {
        ScenarioPages all = new ScenarioPages(repository, manual);
        List<Entry> entries = new ShippedLibrary().entries();
        all.index(entries);
        all.questions(entries);
        all.addPage(
                "by-symptom.md",
                List.of("# Scenarios by symptom", "", linked(all.sections.get("By symptom")), "", BACK));
        all.folders.forEach((theme, folder) -> {
            if (!folder.equals(ShippedLibrary.LADDER)) {
                all.theme(theme, folder, entries);
            }
        });
        for (Entry entry : entries) {
            // The steps of the course have pages of their own.
            if (!entry.name().startsWith(ShippedLibrary.LADDER + "/")) {
                all.page(entry);
            }
        }
        return all.pages;
    }

    /** Returns a text of the overview page with links to the pages of scenarios. */
    private static String linked(String text) {
        return LINK.matcher(text).replaceAll(link -> {
            if (link.group(1).equals(ShippedLibrary.LADDER)) {
                boolean index = link.group(2).equals("README");
                return "](" + (index ? "../course.md" : "../../scenarios/library/ladder/" + link.group(2) + ".yaml")
                        + ")";
            }
            return "](" + link.group(1) + "/" + link.group(2) + ".md)";
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
        addPage(INDEX, lines);
    }

    private void questions(List<Entry> entries) {
        List<String> lines =
                new ArrayList<>(List.of("# Scenarios by question", "", "| question | scenario |", "|---|---|"));
        entries.stream()
                .filter(entry -> !entry.question().isEmpty())
                .map(entry -> linked("| " + entry.question() + " | [" + entry.name() + "](" + folders.get(entry.group())
                        + "/" + entry.name().replaceFirst(".*/", "") + ".yaml) |"))
                .forEach(lines::add);
        lines.addAll(List.of("", BACK));
        addPage("by-question.md", lines);
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
        addPage(folder + "/" + INDEX, lines);
    }

    private static String capital(String theme) {
        return theme.substring(0, 1).toUpperCase(Locale.ROOT) + theme.substring(1);
    }

    private void page(Entry entry) {
        ScenarioFile file = file(entry.name());
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
        addPage(path + ".md", lines);
    }

    private ScenarioFile file(String name) {
        try {
            return engine.check(name, new ShippedLibrary().text(name).orElseThrow(), Map.of(), Overrides.NONE);
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(invalid.render(), invalid);
        }
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

    private void addPage(String path, List<String> lines) {
        pages.put(
                FOLDER + path,
                String.join("\n", lines).replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n");
    }
}

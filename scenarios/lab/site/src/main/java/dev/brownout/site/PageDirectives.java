package dev.brownout.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of pages that the site replaces. {@code <!-- include PATH -->} is the text of a scenario file, which the
 * repository has once. {@code <!-- chart NAME -->} is the first chart of a scenario of the library, with a link to the
 * picture alone; without charts the line is removed.
 */
final class PageDirectives {
    private static final Pattern LINE = Pattern.compile("(?m)^<!-- (include|chart) (\\S+) -->$\\n?");

    private final Path docs;
    private final Map<String, ScenarioCharts.Picture> charts;
    private final Map<String, byte[]> pictures = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates the replacement.
     *
     * @param charts charts by the names of their scenarios; empty for a site without charts
     */
    PageDirectives(Path docs, Map<String, ScenarioCharts.Picture> charts) {
        this.docs = docs;
        this.charts = charts;
    }

    /** Returns the text of a page with its lines replaced. */
    String expand(String page, String text) throws IOException {
        StringBuilder expanded = new StringBuilder();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            String replacement =
                    line.group(1).equals("include") ? included(page, line.group(2)) : chart(page, line.group(2));
            line.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
        }
        return line.appendTail(expanded).toString();
    }

    private String included(String page, String link) throws IOException {
        Path file = docs.resolve(page).resolveSibling(link).normalize();
        if (!Files.isRegularFile(file)) {
            problems.add(docs.resolve(page) + ": the included file '" + link + "' does not exist");
            return "";
        }
        return "```yaml\n" + Files.readString(file).stripTrailing() + "\n```\n";
    }

    private String chart(String page, String scenario) {
        ScenarioCharts.Picture picture = charts.get(scenario);
        if (picture == null) {
            return "";
        }
        String file = scenario.substring(scenario.lastIndexOf('/') + 1) + ".svg";
        pictures.put(page.substring(0, page.lastIndexOf('/') + 1) + file, picture.svg());
        return "[![" + picture.title().replaceAll("[\\[\\]]", "") + "](" + file + ")](" + file + ")\n";
    }

    /** Returns the pictures of the pages so far, by their paths in the site. */
    Map<String, byte[]> pictures() {
        return pictures;
    }

    /** Returns the included files so far that do not exist. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}

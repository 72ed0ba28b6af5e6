package dev.brownout.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Splits a long generated page at its headings into a page with the introduction and a list of the parts, and a page
 * for each section. A section above the limit is split at its own headings, then between its paragraphs, list items and
 * table rows, with the header of the table repeated.
 */
final class PageSplitter {
    /** Maximum number of lines of a page. */
    static final int MOST_LINES = 200;

    /** Lines that the frame of a part adds, at most. */
    private static final int FRAME_LINES = 8;

    private static final Pattern ROW = Pattern.compile("\\|.*");
    private static final Pattern RULE = Pattern.compile("\\|[-:| ]+\\|");
    private static final Pattern ITEM = Pattern.compile("(- |\\d+\\. ).*");

    private final String path;
    private final String title;
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> list = new ArrayList<>();

    private PageSplitter(String path, String title) {
        this.path = path;
        this.title = title;
    }

    /**
     * Returns the texts of the parts by their paths, the page with the introduction first. Headings have the order of
     * the page, and each part begins with one of them or with a repeated title and a number.
     *
     * @param path path of the page, such as {@code fidelity.md}
     */
    static Map<String, String> parts(String path, String text) {
        List<List<String>> sections = sections(text.lines().toList(), "## ");
        String title = sections.get(0).get(0).replaceFirst("^# ", "");
        PageSplitter splitter = new PageSplitter(path, title);
        splitter.parts.put(path, "");
        sections.stream().skip(1).forEach(section -> splitter.section(section, "## "));
        List<String> first = new ArrayList<>(sections.get(0));
        first.add("");
        first.addAll(splitter.list);
        splitter.parts.put(path, join(first));
        return splitter.parts;
    }

    /** Returns the lines before each heading of a level as lists; the lines before the first heading are a list too. */
    private static List<List<String>> sections(List<String> lines, String heading) {
        List<List<String>> sections = new ArrayList<>(List.of(new ArrayList<>()));
        boolean fenced = false;
        for (String line : lines) {
            fenced ^= line.startsWith("```");
            if (!fenced && line.startsWith(heading)) {
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(line);
        }
        return sections;
    }

    private void section(List<String> lines, String heading) {
        String name = lines.get(0).substring(heading.length());
        if (lines.size() + FRAME_LINES <= MOST_LINES) {
            addPage(name, lines, heading);
            return;
        }
        List<List<String>> inner = sections(lines, "#" + heading);
        if (inner.size() == 1) {
            chunks(name, lines, heading);
            return;
        }
        addPage(name, inner.get(0), heading);
        inner.stream().skip(1).forEach(each -> section(each, "#" + heading));
    }

    /** Adds the parts of a section without headings. */
    private void chunks(String name, List<String> lines, String heading) {
        List<String> chunk = new ArrayList<>();
        List<String> header = List.of();
        int number = 1;
        boolean fenced = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            fenced ^= line.startsWith("```");
            boolean row = ROW.matcher(line).matches();
            if (row && i + 1 < lines.size() && RULE.matcher(lines.get(i + 1)).matches()) {
                header = List.of(line, lines.get(i + 1));
            }
            boolean begins = row && !RULE.matcher(line).matches()
                    || line.isEmpty()
                    || ITEM.matcher(line).matches();
            boolean full = chunk.size() + blockLines(lines, i) + FRAME_LINES > MOST_LINES;
            if (!fenced && begins && full && !chunk.isEmpty()) {
                addPage(number == 1 ? name : name + " (" + number + ")", chunk, heading);
                number++;
                chunk = new ArrayList<>(List.of(heading + name + " (" + number + ")", ""));
                chunk.addAll(row && !header.contains(line) ? header : List.of());
            }
            chunk.add(line);
        }
        addPage(number == 1 ? name : name + " (" + number + ")", chunk, heading);
    }

    /** Returns the number of lines of the paragraph, item or row that begins at a line. */
    private static int blockLines(List<String> lines, int begin) {
        int end = begin + 1;
        while (end < lines.size()
                && !lines.get(end).isEmpty()
                && !ITEM.matcher(lines.get(end)).matches()
                && !ROW.matcher(lines.get(end)).matches()) {
            end++;
        }
        return end - begin;
    }

    private void addPage(String name, List<String> lines, String heading) {
        String stem = path.substring(0, path.length() - ".md".length());
        String slug =
                MarkdownPages.lowerCase(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String part = stem + "/" + slug + ".md";
        for (int n = 2; parts.containsKey(part); n++) {
            part = stem + "/" + slug + "-" + n + ".md";
        }
        List<String> text = new ArrayList<>();
        boolean fenced = false;
        for (String line : lines) {
            fenced ^= line.startsWith("```");
            // The heading of the part becomes its title, and those below it move up as well.
            boolean moves = !fenced && line.startsWith(heading.strip());
            text.add(moves ? line.substring(heading.length() - 2) : line);
        }
        String folder = stem.substring(stem.lastIndexOf('/') + 1);
        text.addAll(List.of("", "A part of [" + title + "](" + folder + ".md)."));
        parts.put(part, join(text));
        list.add("- [" + name + "](" + folder + "/" + part.substring(stem.length() + 1) + ")");
    }

    private static String join(List<String> lines) {
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
    }
}

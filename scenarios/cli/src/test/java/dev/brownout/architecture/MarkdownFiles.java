package dev.brownout.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Minimal Markdown parser for the link check. */
final class MarkdownFiles {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private MarkdownFiles() {}

    /** Returns the lines with all code removed. Line numbers are preserved. */
    static List<String> prose(List<String> lines) {
        var prose = new ArrayList<String>();
        boolean fenced = false;
        for (var line : lines) {
            boolean fence = line.strip().startsWith("```");
            prose.add(fence || fenced ? "" : CODE.matcher(line).replaceAll("``"));
            fenced ^= fence;
        }
        return prose;
    }

    /**
     * Returns the path, relative to the root of the repository, that {@code link} refers to in a page of
     * {@code folder}.
     */
    static String resolve(String folder, String link) {
        var target = link.startsWith("/")
                ? Path.of(link.substring(1))
                : Path.of(folder).resolve(link);
        return target.normalize().toString().replace('\\', '/');
    }

    /**
     * Returns the anchors of the headings of a page, as code hosts generate them. Repeated headings are numbered from
     * 1.
     */
    static Set<String> anchors(List<String> lines) {
        var anchors = new HashSet<String>();
        boolean fenced = false;
        for (var line : lines) {
            fenced ^= line.strip().startsWith("```");
            var heading = HEADING.matcher(line);
            if (!fenced && heading.matches()) {
                var words = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\s_-]", "");
                var anchor = words.strip().replaceAll("\\s", "-");
                for (int n = 1; !anchors.add(anchor); n++) {
                    anchor = words.strip().replaceAll("\\s", "-") + "-" + n;
                }
            }
        }
        return anchors;
    }
}

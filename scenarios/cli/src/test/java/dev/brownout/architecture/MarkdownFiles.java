package dev.brownout.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of Markdown as a check of links needs. */
final class MarkdownFiles {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private MarkdownFiles() {}

    /** The lines with all code emptied, so that each keeps its number. */
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

    /** The path, from the root of the repository, of what a page in {@code folder} links to as {@code link}. */
    static String resolve(String folder, String link) {
        var target = link.startsWith("/")
                ? Path.of(link.substring(1))
                : Path.of(folder).resolve(link);
        return target.normalize().toString().replace('\\', '/');
    }

    /** The anchors of a page's headings, as code hosts make them; a repeated heading is numbered from 1. */
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

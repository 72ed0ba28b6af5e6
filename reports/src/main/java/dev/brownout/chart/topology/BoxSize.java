package dev.brownout.chart.topology;

import dev.brownout.chart.draw.GlyphAdvances;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.stream.Stream;

/**
 * Size of a box from its content, in pixels. The script of a page uses the same rows.
 *
 * @param width width, for the longest of its rows at any time
 * @param height height
 */
record BoxSize(double width, double height) {
    static final int NAME = 13;
    static final int NOTE = 12;
    /** Distance of the content from the left edge. */
    static final double PAD = 7;
    /** Height of the row of the name, of a row of text, of a row of squares, and of a node with a role. */
    static final double NAME_ROW = 20;

    static final double ROW = 15;
    static final double SQUARES = 15;
    static final double MEMBER = 31;
    /** Width of the square of a node with its gap, and most squares in their full size. */
    static final double SQUARE = 13;

    private static final int SQUARES_MAX = 8;
    /** Factor for fonts of pages that are wider than the bundled one. */
    private static final double FONTS = 1.1;
    /** Space for the cross behind the name of a node that is down. */
    private static final double CROSS = 14;

    private static final double MINIMUM = 62;

    static BoxSize of(Box box) {
        double text = GlyphAdvances.bold(box.name(), NAME) * FONTS + CROSS;
        for (String words :
                Stream.concat(box.lines().stream(), box.longest().stream()).toList()) {
            text = Math.max(text, textWidth(words));
        }
        double height = NAME_ROW + 6;
        if (box.members()) {
            for (Topology.Node node : box.nodes()) {
                text = Math.max(text, textWidth(node.label()) + 10 + CROSS);
                text = Math.max(
                        text,
                        textWidth(Messages.text("topology.since", SentenceTranslation.text("primary"), "00:00")) + 10);
            }
            height += MEMBER * box.nodes().size();
        } else if (!box.nodes().isEmpty()) {
            for (String region : box.regions()) {
                long count = box.nodes().stream()
                        .filter(node -> node.region().equals(region))
                        .count();
                text = Math.max(text, regionWidth(box) + SQUARE * Math.min(SQUARES_MAX, count) + 4);
            }
            height += SQUARES * box.regions().size() + 2;
        }
        height += ROW * Math.max(box.lines().size(), box.longest().size());
        return new BoxSize(Math.ceil(Math.max(MINIMUM, text + 2 * PAD)), height);
    }

    /** Returns the width of the names of the regions in front of the squares; 0 without regions. */
    static double regionWidth(Box box) {
        double width = 0;
        for (String region : box.regions()) {
            width = Math.max(width, region.isEmpty() ? 0 : textWidth(region) + 6);
        }
        return Math.ceil(width);
    }

    private static double textWidth(String words) {
        return GlyphAdvances.regular(words, NOTE) * FONTS;
    }
}

package dev.brownout.summary;

import dev.brownout.summary.Block.FoldedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a page: blocks under a heading.
 *
 * @param heading heading; empty for none
 * @param chapter whether the following parts belong to this one, up to the next chapter; a chapter may have no blocks
 * @param section section of a report that contains the part
 * @param pieces blocks, each with the formats that contain it
 */
public record Part(String heading, boolean chapter, ReportSection section, List<Piece> pieces) {
    /** A block and the formats that contain it. */
    public record Piece(Block block, Set<OutputFormat> forms) {
        /** Copies the formats. */
        public Piece {
            forms = Set.copyOf(forms);
        }

        private Stream<Block> in(OutputFormat form) {
            if (!forms.contains(form)) {
                return Stream.empty();
            }
            if (block instanceof Table table) {
                Table shown = table.in(form);
                return shown.rows().isEmpty() ? Stream.empty() : Stream.of(shown);
            }
            return Stream.of(
                    block instanceof FoldedTable folded
                            ? new FoldedTable(
                                    folded.title(),
                                    folded.named(),
                                    folded.table().in(form))
                            : block);
        }
    }

    /** Copies the list. */
    public Part {
        pieces = List.copyOf(pieces);
    }

    /** Creates a part without blocks. */
    public static Part of(String heading) {
        return new Part(heading, false, ReportSection.OVERVIEW, List.of());
    }

    /** Creates a chapter without blocks, to which the following parts belong. */
    public static Part chapter(String heading) {
        return new Part(heading, true, ReportSection.OVERVIEW, List.of());
    }

    /** Returns the part with another block, in some formats or in all. */
    public Part with(Block block, OutputFormat... forms) {
        List<Piece> more = new ArrayList<>(pieces);
        more.add(new Piece(Objects.requireNonNull(block), OutputFormat.some(forms)));
        return new Part(heading, chapter, section, more);
    }

    /** Returns the part in another section of a report. */
    public Part under(ReportSection other) {
        return new Part(heading, chapter, other, pieces);
    }

    /** Returns the part with further blocks, in some formats or in all. */
    public Part with(List<? extends Block> blocks, OutputFormat... forms) {
        Part part = this;
        for (Block block : blocks) {
            part = part.with(block, forms);
        }
        return part;
    }

    /**
     * Returns the blocks of the part in a format. Tables are reduced to their rows and columns in that format, and
     * omitted if they have no rows.
     */
    public List<Block> in(OutputFormat form) {
        return pieces.stream().flatMap(piece -> piece.in(form)).toList();
    }
}

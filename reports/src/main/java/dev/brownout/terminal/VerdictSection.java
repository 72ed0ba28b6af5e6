package dev.brownout.terminal;

import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What held and what was missed, per assertion and variant, and the predictions beside what came out. */
final class VerdictSection {

    private static final int ABREAST = 7;

    private final RunResult result;
    private final int width;
    private final Ink ink;

    VerdictSection(RunResult result, int width, Ink ink) {
        this.result = result;
        this.width = width;
        this.ink = ink;
    }

    List<String> lines() {
        return result.variants().size() == 1 ? details(result.variants().get(0), true) : matrix();
    }

    private List<String> matrix() {
        List<VariantResult> variants = result.variants();
        Set<String> names = new LinkedHashSet<>();
        variants.forEach(variant -> names.addAll(variant.sla().keySet()));
        if (names.isEmpty()) {
            return legend();
        }
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < variants.size(); from += ABREAST) {
            lines.addAll(marks(names, from, Math.min(from + ABREAST, variants.size())));
        }
        boolean starred = variants.stream()
                .flatMap(variant -> variant.sla().values().stream())
                .anyMatch(VerdictSection::starred);
        lines.addAll(legend());
        if (starred) {
            lines.add("* missed, as it should be");
        }
        lines.add("");
        for (VariantResult variant : variants) {
            List<String> details = details(variant, variants.size() <= 3);
            if (details.size() > 1) {
                lines.add((variants.indexOf(variant) + 1) + " " + variant.name());
                details.forEach(detail -> lines.add("  " + detail));
            }
        }
        return lines;
    }

    /** The marks of the variants from one position to another, one column each. */
    private List<String> marks(Set<String> names, int from, int to) {
        Table table = new Table("l".repeat(to - from + 1));
        String[] header = new String[to - from + 1];
        header[0] = "assertion";
        for (int i = from; i < to; i++) {
            header[i - from + 1] = Integer.toString(i + 1);
        }
        table.row(header);
        for (String name : names) {
            String[] row = new String[header.length];
            row[0] = name;
            for (int i = from; i < to; i++) {
                SlaResult sla = result.variants().get(i).sla().get(name);
                row[i - from + 1] = sla == null ? "-" : mark(sla);
            }
            table.row(row);
        }
        return table.lines(width);
    }

    private List<String> legend() {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < result.variants().size(); i++) {
            String entry = (i + 1) + " = " + result.variants().get(i).name();
            if (line.length() > 0 && Columns.width(line.toString()) + 3 + Columns.width(entry) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : "   ").append(entry);
        }
        lines.add(Columns.cut(line.toString(), width));
        return lines;
    }

    private static boolean starred(SlaResult sla) {
        return sla.asExpected() && sla.breaks();
    }

    private String mark(SlaResult sla) {
        return inked(
                sla,
                switch (sla.verdict()) {
                    case PASS -> sla.asExpected() ? "held" : "HELD!";
                    case FAIL, NO_DATA -> starred(sla) ? "missed*" : "MISSED";
                    case UNDECIDED -> "UNSURE";
                });
    }

    /** The words for one outcome: loud where it is not as it should be. */
    private String words(SlaResult sla) {
        boolean loud = !sla.asExpected() && !sla.breaks();
        return inked(sla, loud ? Verdicts.plain(sla).toUpperCase(Locale.ROOT) : Verdicts.words(sla));
    }

    private String inked(SlaResult sla, String words) {
        Tone tone = Tone.of(sla);
        return ink.verdict(tone.mark() + words, tone);
    }

    /** One row per assertion, those that plainly hold only when all are asked for. */
    private List<String> details(VariantResult variant, boolean all) {
        Table table = new Table("lrlrl").row("assertion", "measured", "bound", "margin", "verdict");
        List<String> since = new ArrayList<>();
        for (Map.Entry<String, SlaResult> entry : variant.sla().entrySet()) {
            SlaResult sla = entry.getValue();
            if (!all && sla.asExpected() && !sla.breaks()) {
                continue;
            }
            table.row(
                    entry.getKey(),
                    Verdicts.measured(sla),
                    Verdicts.bound(sla),
                    Double.isNaN(sla.margin()) || sla.bound() == 0 ? "" : Quantity.signedPercent(sla.margin()),
                    words(sla));
            if (sla.firstViolatedAtNanos() >= 0 && !sla.asExpected()) {
                since.add(Columns.cut(entry.getKey(), width / 2) + " was first violated at "
                        + Clock.at(sla.firstViolatedAtNanos()));
            }
        }
        List<String> lines = new ArrayList<>(table.lines(width - 2));
        lines.addAll(since);
        return lines;
    }

    /** The predictions of the first variant; measured values are {@code ???} when they are to be guessed. */
    static List<String> predictions(Map<String, PredictResult> predict, boolean hidden, int width) {
        Table table = new Table("llrrr");
        table.row("prediction", "of", "predicted", "measured", "error");
        for (Map.Entry<String, PredictResult> entry : predict.entrySet()) {
            PredictResult each = entry.getValue();
            String predicted = Quantity.of(each.predicted(), each.unit());
            table.row(
                    entry.getKey(),
                    each.metric(),
                    hidden ? "???" : predicted,
                    hidden ? "???" : Quantity.of(each.measured(), each.unit()),
                    hidden || Double.isNaN(each.error())
                            ? ""
                            : Quantity.signedPercent(each.error()) + (each.within() ? "" : " (off)"));
        }
        return table.lines(width);
    }
}

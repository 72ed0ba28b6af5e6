package dev.brownout.format;

import dev.brownout.result.LossResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats losses: {@code hooks 1,448 dead letters, 3 duplicate messages; db 1 lost write}. */
public final class LossText {
    private LossText() {}

    /** Returns losses of one variant in one line, grouped by component; empty for none. */
    public static String text(List<LossResult> losses) {
        Map<String, List<LossResult>> byComponent = losses.stream()
                .collect(Collectors.groupingBy(LossResult::component, LinkedHashMap::new, Collectors.toList()));
        return byComponent.entrySet().stream()
                .map(one -> one.getKey() + " "
                        + one.getValue().stream().map(LossText::text).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    /**
     * Returns a loss without the name of its component: the number in the measured window, and the number in the
     * warm-up with a label.
     */
    public static String text(LossResult loss) {
        if (loss.warmup() == 0) {
            return number(loss, loss.measured());
        }
        return loss.measured() == 0
                ? number(loss, loss.warmup()) + Messages.text("summary.in_warmup")
                : number(loss, loss.measured())
                        + Messages.text("summary.and_in_warmup", QuantityFormat.format(loss.warmup(), loss.unit()));
    }

    private static String number(LossResult loss, double value) {
        String name = loss.name();
        boolean one = value == 1 && loss.unit().equals("1");
        return Messages.text(
                "summary.loss",
                QuantityFormat.format(value, loss.unit()),
                SentenceTranslation.text(name),
                one,
                name.substring(0, name.length() - 1));
    }
}

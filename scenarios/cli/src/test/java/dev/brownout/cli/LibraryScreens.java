package dev.brownout.cli;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.List;

/** Checks of the terminal output of a result. */
final class LibraryScreens {
    private static final int SCREEN = 24;

    private LibraryScreens() {}

    /** Returns lines that are too wide, an excess of lines, and verdicts or measurements missing on the screen. */
    static List<String> wrong(RunResult result) {
        String screen = RunOverview.render(result, Options.plain(), 1);
        String details = Summary.render(result, Options.plain());
        List<String> wrong = new ArrayList<>();
        (screen + details)
                .lines()
                .filter(line -> DisplayWidth.width(line) > TerminalWidth.current())
                .forEach(wrong::add);
        List<String> lines = screen.lines().toList();
        if (lines.size() > SCREEN - 2) {
            wrong.add(lines.size() + " lines, and one below them, and the prompt");
        }
        String words = String.join(" ", lines).replaceAll("\\s+", " ");
        List<String> messages = new ArrayList<>(List.of(VerdictWording.counts(result)));
        for (VariantResult variant : result.variants()) {
            variant.evaluation().sla().forEach((name, sla) -> {
                messages.add(VerdictWording.measuredValue(sla));
                if (!sla.asExpected()) {
                    messages.add("✗");
                }
            });
        }
        messages.stream().filter(text -> !words.contains(text)).forEach(text -> wrong.add("nowhere: " + text));
        return wrong;
    }
}

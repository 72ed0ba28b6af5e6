package dev.brownout.terminal;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Sentences;
import dev.brownout.wording.Verdicts;
import java.util.ArrayList;
import java.util.List;

/**
 * The summary of a result as text: verdict first, then what happened, the numbers, the lesson and the files written.
 */
public final class Summary {

    private static final int HAPPENINGS = 14;
    private static final int HAPPENINGS_OF_SEVERAL = 12;
    private static final int SPARE = 2;
    /** Characters of a moment within ten hours. */
    private static final int CLOCK = 7;

    private final RunResult result;
    private final Options options;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    private Summary(RunResult result, Options options) {
        this.result = result;
        this.options = options;
        this.ink = new Ink(options.color());
    }

    /** Writes the summary; no line is longer than the width of the options. */
    public static String render(RunResult result, Options options) {
        return new Summary(result, options).render();
    }

    /** Writes what held and what was missed, and nothing else. */
    public static String verdicts(RunResult result, Options options) {
        Summary summary = new Summary(result, options);
        summary.verdict();
        return summary.text.toString();
    }

    /** Writes lines of text under a heading, a blank line before it; nothing where there are no lines. */
    public static String section(String heading, List<String> lines, Options options) {
        Summary summary = new Summary(null, options);
        summary.section(heading, lines);
        return summary.text.toString();
    }

    private String render() {
        int width = options.width();
        MeasuredSection measured = new MeasuredSection(result, width);
        head();
        if (options.hideMeasured()) {
            section("What do you expect?", predictions(true));
            section("The arithmetic", measured.capacity(true));
            section("Queues", measured.queues(true));
            return text.toString();
        }
        partial();
        verdict();
        section("Predicted and measured", predictions(false));
        section("What happened", story());
        section("Requests", measured.requests());
        section("Tiers", measured.tiers());
        section("Queues", measured.queues(false));
        section("Writes, over the whole run, warm-up included", measured.writes());
        section("Money", new MoneySection(result, width).lines());
        section("Load against capacity", measured.capacity(false));
        if (!result.lesson().isBlank()) {
            section("Lesson", Columns.wrap(result.lesson(), width));
        }
        tail();
        return text.toString();
    }

    private void head() {
        Columns.wrap(result.scenario(), options.width())
                .forEach(line -> text.append(ink.heading(line)).append('\n'));
        if (!result.question().isBlank()) {
            Columns.wrap(result.question(), options.width())
                    .forEach(line -> text.append(line).append('\n'));
        }
    }

    private void section(String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n');
        Columns.wrap(heading, options.width())
                .forEach(line -> text.append(ink.heading(line)).append('\n'));
        lines.forEach(line -> text.append(line).append('\n'));
    }

    private void verdict() {
        text.append('\n');
        verdictLine();
        new VerdictSection(result, options.width(), ink)
                .lines()
                .forEach(line -> text.append(line).append('\n'));
    }

    private void verdictLine() {
        Tone tone = Tone.of(result);
        Columns.wrap(tone.mark() + "Verdict: " + Verdicts.sentence(result), options.width())
                .forEach(line -> text.append(ink.heading(line, tone)).append('\n'));
    }

    private void partial() {
        for (VariantResult variant : result.variants()) {
            if (!variant.complete()) {
                String where = result.variants().size() == 1 ? "The run" : variant.name();
                String sentence = where + " ended early, at "
                        + Clock.at(variant.stopped().atNanos()) + " of " + Clock.at(variant.durationNanos()) + ": "
                        + variant.stopped().why();
                text.append('\n');
                Columns.wrap(sentence, options.width())
                        .forEach(line -> text.append(line).append('\n'));
            }
        }
    }

    private List<String> predictions(boolean hidden) {
        VariantResult first = result.variants().get(0);
        return first.predict().isEmpty()
                ? List.of()
                : VerdictSection.predictions(first.predict(), hidden, options.width());
    }

    private List<String> story() {
        List<String> lines = new ArrayList<>();
        int most = result.variants().size() == 1 ? HAPPENINGS : HAPPENINGS_OF_SEVERAL;
        for (VariantResult variant : result.variants()) {
            List<Happening> timeline = variant.timeline();
            if (timeline.isEmpty()) {
                continue;
            }
            if (result.variants().size() > 1) {
                lines.add((result.variants().indexOf(variant) + 1) + " " + variant.name());
            }
            List<Happening> shown = chosen(timeline, most);
            int clock = shown.stream()
                    .mapToInt(happening -> Clock.at(happening.atNanos()).length())
                    .reduce(CLOCK, Math::max);
            shown.forEach(happening -> happening(happening, clock, lines));
            if (timeline.size() > shown.size()) {
                lines.add(
                        " ".repeat(clock + 2) + "... and " + Quantity.count(timeline.size() - shown.size()) + " more");
            }
        }
        return lines;
    }

    /** As much as there is room for, in order of time: what an assertion says of it gives way to what happened. */
    private static List<Happening> chosen(List<Happening> timeline, int most) {
        if (timeline.size() <= most + SPARE) {
            return timeline;
        }
        List<Happening> chosen = new ArrayList<>(timeline);
        for (String lesser : List.of("recovery", "breach")) {
            for (int i = chosen.size() - 1; i >= 0 && chosen.size() > most; i--) {
                if (chosen.get(i).what().equals(lesser)) {
                    chosen.remove(i);
                }
            }
        }
        return chosen.subList(0, Math.min(most, chosen.size()));
    }

    private void happening(Happening happening, int clock, List<String> lines) {
        String time = Columns.right(Clock.at(happening.atNanos()), clock);
        List<String> wrapped = Columns.wrap(Sentences.withoutTime(happening.text()), options.width() - clock - 2);
        lines.add(time + "  " + wrapped.get(0));
        wrapped.subList(1, wrapped.size()).forEach(line -> lines.add(" ".repeat(clock + 2) + line));
    }

    private void tail() {
        long requests = result.variants().stream()
                .mapToLong(VariantResult::simulatedRequests)
                .sum();
        long events = result.variants().stream()
                .mapToLong(VariantResult::simulatedEvents)
                .sum();
        int count = result.variants().size();
        text.append('\n')
                .append(Quantity.count(requests))
                .append(" requests and ")
                .append(Quantity.count(events))
                .append(" events simulated")
                .append(count == 1 ? "" : " in " + count + " variants")
                .append('\n');
        verdictLine();
        options.written().forEach(path -> text.append("wrote ").append(path).append('\n'));
    }
}

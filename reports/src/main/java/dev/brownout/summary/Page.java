package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.result.RunResult;
import dev.brownout.summary.Block.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told of a result, part by part, in the order of every form.
 *
 * @param ended which variants did not come to their end, and why
 * @param verdict what held and what was missed
 * @param parts all else
 */
public record Page(Part ended, Part verdict, List<Part> parts) {
    /** What stands for a value that is to be guessed. */
    static final Cell HIDDEN = Cell.of("???");

    /** Takes the list as it is now. */
    public Page {
        parts = List.copyOf(parts);
    }

    /** The page of a result. */
    public static Page of(RunResult result) {
        return of(result, List.of());
    }

    /** The page of a result with parts of others between what happened and the numbers, such as charts. */
    public static Page of(RunResult result, List<Part> charts) {
        List<Part> parts = new ArrayList<>(
                List.of(LossSummary.part(result), PredictionSummary.part(result), EventSummary.part(result)));
        parts.addAll(charts);
        parts.addAll(List.of(
                CallGraphSummary.part(result),
                Part.chapter("Numbers"),
                RequestSummary.part(result),
                FaultImpactSummary.part(result),
                LatencyBreakdownSummary.part(result),
                TraceSummary.part(result),
                JourneySummary.part(result),
                AlertSummary.part(result),
                TierSummary.part(result),
                ComponentSummary.part(result),
                QueueSummary.part(result, false),
                WriteOutcomeSummary.part(result),
                CostSummary.part(result),
                UtilizationSummary.part(result, "Load against capacity", false),
                UtilizationSummary.warnings(result, Part.of("")),
                Background.audit(result),
                lesson(result),
                Background.settings(result)));
        return new Page(VerdictSummary.ended(result), VerdictSummary.part(result), parts);
    }

    /** What a page begins with, which variants did not come to their end, for who shows nothing else of it. */
    public static Part ended(RunResult result) {
        return VerdictSummary.ended(result);
    }

    /** Where the time of requests went, and single ones: empty unless a run was asked to follow them. */
    public static List<Part> followed(RunResult result) {
        List<Part> parts = Stream.of(LatencyBreakdownSummary.part(result), TraceSummary.part(result))
                .filter(part -> !part.in(TERMINAL).isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        if (!parts.isEmpty() && result.variants().size() > 1) {
            String all = result.variants().stream()
                    .map(variant -> VariantItem.numbered(result, variant))
                    .collect(Collectors.joining(" · "));
            parts.add(0, Part.of("Variants").with(Note.of(all), TERMINAL));
        }
        return parts;
    }

    /** What is asked before the result is shown: the arithmetic, with nothing that was measured. */
    public static List<Part> questions(RunResult result) {
        return List.of(
                PredictionSummary.hidden(result),
                UtilizationSummary.part(result, "The arithmetic", true),
                QueueSummary.part(result, true));
    }

    private static Part lesson(RunResult result) {
        Part part = Part.of("Lesson");
        return result.lesson().isBlank() ? part : part.with(Note.of(result.lesson()), TERMINAL);
    }
}

package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.result.RunResult;
import dev.brownout.summary.Block.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Summary of a result as parts, in the order of every output format.
 *
 * @param ended variants that did not reach their end, with the reason
 * @param verdict verdicts on the assertions
 * @param parts further parts
 */
public record Page(Part ended, Part verdict, List<Part> parts) {
    /** Placeholder of a value that the reader is asked to predict. */
    static final Cell HIDDEN = Cell.of("???");

    /** Copies the list. */
    public Page {
        parts = List.copyOf(parts);
    }

    /** Creates the page of a result. */
    public static Page of(RunResult result) {
        List<Part> parts = List.of(
                LossSummary.part(result).under(ReportSection.DATA),
                LossSummary.degraded(result).under(ReportSection.DATA),
                PredictionSummary.part(result).under(ReportSection.MODEL),
                EventSummary.part(result).under(ReportSection.TIMELINE),
                CallGraphSummary.part(result),
                RequestSummary.part(result).under(ReportSection.LATENCY),
                RequestSummary.causes(result).under(ReportSection.ERRORS),
                FaultImpactSummary.part(result).under(ReportSection.ERRORS),
                LatencyBreakdownSummary.part(result).under(ReportSection.LATENCY),
                TraceSummary.part(result).under(ReportSection.LATENCY),
                JourneySummary.part(result),
                AlertSummary.part(result).under(ReportSection.ERRORS),
                TierSummary.part(result),
                ComponentSummary.part(result).under(ReportSection.RESOURCES),
                QueueSummary.part(result, false).under(ReportSection.RESOURCES),
                WriteOutcomeSummary.part(result).under(ReportSection.DATA),
                CostSummary.part(result).under(ReportSection.COST),
                UtilizationSummary.part(result, "Load and capacity, predicted and measured", false)
                        .under(ReportSection.MODEL),
                UtilizationSummary.warnings(result, Part.of("")).under(ReportSection.MODEL),
                Background.audit(result).under(ReportSection.MODEL),
                lesson(result),
                Background.settings(result).under(ReportSection.SCENARIO));
        return new Page(VerdictSummary.truncationPart(result), VerdictSummary.part(result), parts);
    }

    /**
     * Returns the first part of a page, about variants that did not reach their end, for callers that show nothing
     * else.
     */
    public static Part truncationPart(RunResult result) {
        return VerdictSummary.truncationPart(result);
    }

    /** Returns when and why the first variant that did not reach its end ended; empty if all variants are complete. */
    public static String stopped(RunResult result) {
        return VerdictSummary.stopped(result);
    }

    /** Returns the latency breakdown and the traces of single requests; empty unless tracing was requested. */
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

    /** Returns the parts shown before the result: the analytical model, with the measurements hidden. */
    public static List<Part> questions(RunResult result) {
        return List.of(
                PredictionSummary.hidden(result),
                UtilizationSummary.part(result, "Analytical estimate", true),
                QueueSummary.part(result, true));
    }

    private static Part lesson(RunResult result) {
        Part part = Part.of("Lesson");
        return result.lesson().isBlank() ? part : part.with(Note.of(result.lesson()), TERMINAL);
    }
}

package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.EventText;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.summary.Block.EventTable;
import dev.brownout.summary.Block.Moment;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Title;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events of the variants: one table of all events in HTML, a limited number for each variant elsewhere. */
final class EventSummary {
    private static final int MAX_EVENTS = 14;
    private static final int HAPPENINGS_OF_SEVERAL = 12;
    private static final int SPARE = 2;

    private EventSummary() {}

    /** Returns the part. Variants with equal events share one list. */
    static Part part(RunResult result) {
        Map<Moments, List<VariantResult>> groups = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            groups.computeIfAbsent(moments(variant.history().timeline(), 0), all -> new ArrayList<>())
                    .add(variant);
        }
        boolean several = result.variants().size() > 1;
        Part part = Part.of("Timeline").with(table(result), HTML);
        for (Map.Entry<Moments, List<VariantResult>> each : groups.entrySet()) {
            String names = VariantItem.names(result, each.getValue());
            List<TimelineEvent> timeline = each.getValue().get(0).history().timeline();
            if (timeline.isEmpty()) {
                continue;
            }
            if (several) {
                part = part.with(new Title(numbered(result, each.getValue())), TERMINAL);
            }
            part = part.with(most(timeline, several ? HAPPENINGS_OF_SEVERAL : MAX_EVENTS), TERMINAL)
                    .with(new Title(part.heading() + (several ? ": " + names : "")), MARKDOWN)
                    .with(most(timeline, MAX_EVENTS), MARKDOWN);
        }
        return part;
    }

    /** Returns a row for each event text, with its times in each variant. */
    private static Block table(RunResult result) {
        Map<String, List<List<String>>> times = new LinkedHashMap<>();
        List<VariantResult> variants = result.variants();
        record Occurrence(int variant, TimelineEvent event) {}
        IntStream.range(0, variants.size())
                .boxed()
                .flatMap(i -> variants.get(i).history().timeline().stream().map(event -> new Occurrence(i, event)))
                .sorted(Comparator.comparingLong(each -> each.event().atNanos()))
                .forEach(each -> times.computeIfAbsent(
                                EventText.sentence(each.event()),
                                text -> variants.stream()
                                        .<List<String>>map(variant -> new ArrayList<>())
                                        .toList())
                        .get(each.variant())
                        .add(SimulatedTimeFormat.at(each.event().atNanos())));
        List<EventTable.Row> rows = new ArrayList<>();
        times.forEach((text, each) -> rows.add(new EventTable.Row(text, each)));
        return rows.isEmpty()
                ? Note.of(Messages.text("report.no_events"))
                : new EventTable(variants.stream().map(VariantResult::name).toList(), rows);
    }

    private static String numbered(RunResult result, List<VariantResult> variants) {
        return variants.stream()
                .map(variant -> VariantItem.numbered(result, variant))
                .collect(Collectors.joining(" · "));
    }

    private static Moments most(List<TimelineEvent> timeline, int maxEvents) {
        List<TimelineEvent> chosen = chosen(timeline, maxEvents);
        return moments(chosen, timeline.size() - chosen.size());
    }

    private static Moments moments(List<TimelineEvent> timeline, int more) {
        List<Moment> moments = timeline.stream()
                .map(one -> new Moment(SimulatedTimeFormat.at(one.atNanos()), EventText.sentence(one)))
                .toList();
        return new Moments(moments, more);
    }

    /**
     * Selects a limited number of events, in chronological order. Recoveries and breaches of assertions are dropped
     * first.
     */
    private static List<TimelineEvent> chosen(List<TimelineEvent> timeline, int most) {
        if (timeline.size() <= most + SPARE) {
            return timeline;
        }
        List<TimelineEvent> chosen = new ArrayList<>(timeline);
        for (String lesser : List.of("recovery", "breach")) {
            for (int i = chosen.size() - 1; i >= 0 && chosen.size() > most; i--) {
                if (chosen.get(i).what().equals(lesser)) {
                    chosen.remove(i);
                }
            }
        }
        return chosen.subList(0, Math.min(most, chosen.size()));
    }
}

package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.Sentences;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.summary.Block.Moment;
import dev.brownout.summary.Block.Moments;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Title;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events of each variant: all of them in HTML, a limited number elsewhere. */
final class EventSummary {
    private static final int HAPPENINGS = 14;
    private static final int HAPPENINGS_OF_SEVERAL = 12;
    private static final int SPARE = 2;

    private EventSummary() {}

    /** Returns the part. Variants with equal events share one list. */
    static Part part(RunResult result) {
        Map<Moments, List<VariantResult>> groups = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            groups.computeIfAbsent(moments(variant.timeline(), 0), all -> new ArrayList<>())
                    .add(variant);
        }
        boolean several = result.variants().size() > 1;
        Part part = Part.chapter("What happened");
        for (Map.Entry<Moments, List<VariantResult>> each : groups.entrySet()) {
            String names = VariantItem.names(result, each.getValue());
            List<TimelineEvent> timeline = each.getValue().get(0).timeline();
            if (several) {
                part = part.with(new Title(names), HTML);
            }
            if (timeline.isEmpty()) {
                part = part.with(Note.of("Nothing out of the ordinary."), HTML);
                continue;
            }
            if (several) {
                part = part.with(new Title(numbered(result, each.getValue())), TERMINAL);
            }
            part = part.with(each.getKey(), HTML)
                    .with(most(timeline, several ? HAPPENINGS_OF_SEVERAL : HAPPENINGS), TERMINAL)
                    .with(new Title(part.heading() + (several ? ": " + names : "")), MARKDOWN)
                    .with(most(timeline, HAPPENINGS), MARKDOWN);
        }
        return part;
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
                .map(one -> new Moment(SimulatedTimeFormat.at(one.atNanos()), Sentences.withoutTime(one.text())))
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

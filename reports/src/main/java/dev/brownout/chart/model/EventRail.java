package dev.brownout.chart.model;

import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events below a time axis in words: all faults, and the most decisive milestones.
 *
 * @param events faults and milestones, by their start
 * @param hurt failure periods; empty if the variants have different ones
 */
public record EventRail(List<RailEvent> events, List<FailurePeriod> hurt) {
    /** Maximum number of milestones. Further ones are only in the timeline. */
    private static final int MILESTONES = 3;

    /**
     * Fault, or milestones of one kind.
     *
     * @param words start time and description, followed by the variants if it is not in all of them
     * @param variants variants with the event; empty if it is in all of them
     * @param fault whether it is a fault
     * @param spans the periods of a fault, or the time of the first milestone
     */
    public record RailEvent(String words, List<String> variants, boolean fault, List<EventSpan> spans) {
        private Map<String, Object> model() {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("words", words);
            model.put("variants", variants);
            model.put("fault", fault);
            model.put("spans", spans.stream().map(EventSpan::model).toList());
            return model;
        }

        /** Returns the start of the first period in ns. */
        public long fromNanos() {
            return spans.get(0).fromNanos();
        }
    }

    /** Period of simulated time. */
    public record EventSpan(long fromNanos, long toNanos) {
        private List<Double> model() {
            return List.of(fromNanos / 1e9, toNanos / 1e9);
        }
    }

    /** Adds the content to plain data. */
    void model(Map<String, Object> model) {
        model.put("events", events.stream().map(RailEvent::model).toList());
        model.put(
                "hurt",
                hurt.stream()
                        .map(one -> List.of(one.fromNanos() / 1e9, one.toNanos() / 1e9))
                        .toList());
    }

    /** Creates the rail of variants. */
    public static EventRail of(List<VariantResult> variants) {
        List<RailEvent> events = new ArrayList<>(faults(variants));
        events.addAll(milestones(variants, events.isEmpty()));
        events.sort(Comparator.comparingLong(RailEvent::fromNanos));
        List<List<FailurePeriod>> hurt =
                variants.stream().map(FailurePeriod::of).distinct().toList();
        return new EventRail(List.copyOf(events), hurt.size() == 1 ? hurt.get(0) : List.of());
    }

    /** The variants with a fault. */
    private record FaultVariants(Sentence fault, List<String> variants) {}

    private static List<RailEvent> faults(List<VariantResult> variants) {
        Map<FaultSpan, List<String>> faults = new LinkedHashMap<>();
        for (VariantResult variant : variants) {
            for (FaultSpan fault : variant.history().faults()) {
                faults.computeIfAbsent(
                                new FaultSpan("", "", fault.label(), "", fault.fromNanos(), fault.toNanos()),
                                f -> new ArrayList<>())
                        .add(variant.name());
            }
        }
        Map<FaultVariants, List<EventSpan>> spans = new LinkedHashMap<>();
        faults.forEach(
                (fault, in) -> spans.computeIfAbsent(new FaultVariants(fault.label(), in), key -> new ArrayList<>())
                        .add(new EventSpan(fault.fromNanos(), fault.toNanos())));
        List<RailEvent> events = new ArrayList<>();
        spans.forEach((key, each) -> {
            each.sort(Comparator.comparingLong(EventSpan::fromNanos));
            String words = at(each.get(0).fromNanos())
                    + SentenceTranslation.text(key.fault())
                    + times(each.size())
                    + names(key.variants(), variants);
            events.add(new RailEvent(words, some(key.variants(), variants), true, List.copyOf(each)));
        });
        return events;
    }

    /** Returns the first milestone of each kind, at most {@link #MILESTONES} kinds. */
    private static List<RailEvent> milestones(List<VariantResult> variants, boolean withoutFaults) {
        Map<Milestone, Map<String, Map<String, List<Long>>>> kinds = new EnumMap<>(Milestone.class);
        for (VariantResult variant : variants) {
            for (TimelineEvent event : variant.history().timeline()) {
                Milestone.of(event, variant)
                        .filter(milestone -> !milestone.isOfAssertion() || withoutFaults && variants.size() == 1)
                        .ifPresent(milestone -> kinds.computeIfAbsent(milestone, w -> new LinkedHashMap<>())
                                .computeIfAbsent(milestone.words(event), w -> new LinkedHashMap<>())
                                .computeIfAbsent(variant.name(), v -> new ArrayList<>())
                                .add(event.atNanos()));
            }
        }
        return kinds.entrySet().stream()
                .sorted(Comparator.comparingInt(kind -> kind.getKey().priority()))
                .flatMap(kind -> kind.getValue().entrySet().stream())
                .limit(MILESTONES)
                .map(kind -> milestone(kind.getKey(), kind.getValue(), variants))
                .toList();
    }

    private static RailEvent milestone(String word, Map<String, List<Long>> times, List<VariantResult> variants) {
        List<Long> firsts =
                times.values().stream().map(each -> each.get(0)).sorted().toList();
        long first = firsts.get(0);
        String last = at(firsts.get(firsts.size() - 1));
        List<String> in = List.copyOf(times.keySet());
        long counts = times.values().stream().map(List::size).distinct().count();
        String until = last.equals(at(first)) ? "" : Messages.text("chart.last", last.strip());
        String words = word
                + (counts == 1 ? times(times.get(in.get(0)).size()) : "")
                + (until.isEmpty() ? names(in, variants) : until);
        return new RailEvent(at(first) + words, some(in, variants), false, List.of(new EventSpan(first, first)));
    }

    private static String at(long nanos) {
        return SimulatedTimeFormat.at(nanos) + " ";
    }

    private static String times(int count) {
        return count == 1 ? "" : " ×" + count;
    }

    private static List<String> some(List<String> in, List<VariantResult> variants) {
        return in.size() == variants.size() ? List.of() : List.copyOf(in);
    }

    private static String names(List<String> in, List<VariantResult> variants) {
        return in.size() == variants.size() ? "" : " (" + VariantLabels.groupSuffix(in, true) + ")";
    }

    /** Returns the explanation of the shade in some rails; empty if they have none. */
    public static String key(List<EventRail> rails) {
        return rails.stream().allMatch(rail -> rail.hurt().isEmpty()) ? "" : Messages.text("chart.shaded");
    }
}

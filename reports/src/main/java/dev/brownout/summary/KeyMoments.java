package dev.brownout.summary;

import dev.brownout.chart.model.Milestone;
import dev.brownout.format.Sentences;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The decisive events of a run in few words: fault, detection, mitigation, recovery. */
public final class KeyMoments {
    private static final Pattern REPORTED_SEPARATELY = Pattern.compile("( for \\S+)?( as .+)?$");
    private static final int ENDS = 3;

    private static final String END = " ends";

    /**
     * First event of its kind since the start of a fault.
     *
     * @param words description of the event
     * @param fault fault that began last; empty if none had begun
     * @param order priority where space is limited; the lowest is kept longest
     */
    private record Turn(String words, String fault, int order) {}

    private KeyMoments() {}

    /**
     * A decisive event.
     *
     * @param atNanos first time at which it occurs in a variant
     * @param text its time and description, with the variants unless it is the same in all
     */
    public record KeyMoment(long atNanos, String text) {}

    /** Returns a limited number of events in chronological order. The less decisive events are left out first. */
    public static List<KeyMoment> of(RunResult result, int most) {
        Map<Turn, Map<String, Long>> turns = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            first(variant, result.variants().size() == 1)
                    .forEach((turn, instant) -> turns.computeIfAbsent(turn, t -> new LinkedHashMap<>())
                            .put(variant.name(), instant));
        }
        List<Map.Entry<Turn, Map<String, Long>>> shown = new ArrayList<>(turns.entrySet());
        shown.sort(Comparator.comparingLong(KeyMoments::earliest));
        int all = result.variants().size();
        shown.removeAll(leastDecisive(shown, Math.max(0, shown.size() - most), all));
        return shown.stream()
                .map(turn -> new KeyMoment(earliest(turn), text(result, turn.getKey(), turn.getValue())))
                .toList();
    }

    private static Set<Map.Entry<Turn, Map<String, Long>>> leastDecisive(
            List<Map.Entry<Turn, Map<String, Long>>> turns, int count, int variants) {
        return turns.stream()
                .sorted(Comparator.comparingInt((Map.Entry<Turn, Map<String, Long>> turn) -> -rank(turn, variants)))
                .limit(count)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static long earliest(Map.Entry<Turn, Map<String, Long>> turn) {
        return turn.getValue().values().stream()
                .mapToLong(instant -> instant)
                .min()
                .orElseThrow();
    }

    /**
     * Returns the rank of an event; the highest is left out first. Within a kind, an event of only some variants is
     * left out before one of all variants.
     */
    private static int rank(Map.Entry<Turn, Map<String, Long>> turn, int variants) {
        return 2 * turn.getKey().order() + (turn.getValue().size() < variants ? 1 : 0);
    }

    /** Formats an event with its time. Names the variants if it did not occur in all of them, or at different times. */
    private static String text(RunResult result, Turn turn, Map<String, Long> position) {
        Map<String, List<String>> clocks = new LinkedHashMap<>();
        position.forEach(
                (variant, nanos) -> clocks.computeIfAbsent(SimulatedTimeFormat.at(nanos), c -> new ArrayList<>())
                        .add(variant));
        boolean all = position.size() == result.variants().size();
        List<String> times = List.copyOf(clocks.keySet());
        String first = times.get(0) + " " + turn.words();
        if (times.size() == 1) {
            return all ? first : first + " (" + HeadlineTable.names(List.copyOf(position.keySet())) + ")";
        }
        List<String> others = clocks.get(times.get(1));
        if (all && times.size() == 2 && others.size() == 1) {
            return first + " (" + others.get(0) + ": " + times.get(1) + ")";
        }
        long least = position.values().stream().mapToLong(nanos -> nanos).min().orElseThrow();
        long most = position.values().stream().mapToLong(nanos -> nanos).max().orElseThrow();
        String range = Messages.text(
                "report.range", SimulatedTimeFormat.at(least), SimulatedTimeFormat.at(most), turn.words());
        return all
                ? range
                : Messages.text(
                        "report.of_all",
                        range,
                        position.size(),
                        result.variants().size());
    }

    /** Returns the first event of each kind, with its time in ns. */
    private static Map<Turn, Long> first(VariantResult variant, boolean isAlone) {
        Map<Turn, Long> turns = new LinkedHashMap<>();
        Map<String, Sentence> labels = labels(variant);
        Set<TimelineEvent> decisive = DecisiveDetections.detections(variant);
        String fault = "";
        for (TimelineEvent timelineEvent : variant.history().timeline()) {
            boolean begins = timelineEvent.what().equals("fault-start");
            boolean ends = timelineEvent.what().equals("fault-end");
            String description = timelineEvent.text().toString();
            String text = Sentences.withoutTime(description);
            String sentence = description.endsWith(END)
                    ? description.substring(0, description.length() - END.length())
                    : description;
            String words = Optional.ofNullable(labels.get(sentence))
                    .map(SentenceTranslation::text)
                    .orElseGet(() -> REPORTED_SEPARATELY
                            .matcher(text.replaceFirst(END + "$", ""))
                            .replaceFirst(""));
            fault = begins ? words : fault;
            Optional<Turn> turn = begins
                    ? Optional.of(new Turn(words, words, 0))
                    : ends
                            ? Optional.of(new Turn(
                                    text.endsWith(END) ? Messages.text("report.end", words) : text, words, ENDS))
                            : decisive.contains(timelineEvent)
                                    ? Optional.of(detected(timelineEvent, fault))
                                    : turn(variant, timelineEvent, fault)
                                            .filter(one -> decisive.isEmpty()
                                                    || !timelineEvent.what().equals(DecisiveDetections.DETECTION));
            turn.ifPresent(one -> turns.putIfAbsent(one, timelineEvent.atNanos()));
        }
        if (!isAlone || !variant.history().faults().isEmpty()) {
            turns.keySet().removeIf(turn -> turn.order() == Milestone.BREACHED.priority());
        }
        return turns;
    }

    private static Turn detected(TimelineEvent detection, String fault) {
        String words = SentenceTranslation.text(Milestone.NOTICED.word()) + " (" + detection.component() + ")";
        return new Turn(words, fault, Milestone.NOTICED.priority());
    }

    /** Returns the short descriptions of the faults by their sentences. */
    private static Map<String, Sentence> labels(VariantResult variant) {
        Map<String, Sentence> labels = new LinkedHashMap<>();
        for (FaultSpan fault : variant.history().faults()) {
            if (!fault.label().isEmpty()) {
                labels.putIfAbsent(fault.sentence(), fault.label());
            }
        }
        return labels;
    }

    private static Optional<Turn> turn(VariantResult variant, TimelineEvent event, String fault) {
        return Milestone.of(event, variant).map(one -> {
            String words = switch (one) {
                case FIRED ->
                    SentenceTranslation.text(
                            Sentence.of("{} fires", event.data().get("alert")));
                case RESOLVED, ACTED -> SentenceTranslation.text(event.text());
                default -> one.words(event);
            };
            return new Turn(words, fault, one.priority());
        });
    }
}

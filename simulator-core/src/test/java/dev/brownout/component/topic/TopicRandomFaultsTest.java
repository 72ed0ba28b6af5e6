package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.topic.TopicStage.Work;
import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.service.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Delivery at least once, under random faults of the brokers, the consumers and the links between them. Each group
 * processes each acknowledged message. Duplicates and messages out of the order of their key are counted as often as in
 * the record of processed messages.
 */
@Tag("law")
class TopicRandomFaultsTest {
    /** Number of stories of a row. */
    private static final int STORIES = 15;

    private static final int ALL_STORIES = 60;
    private static final int MESSAGES = 200;
    private static final int KEYS = 12;

    /** End of a story, in ms: 290 s after the last fault. */
    private static final int END_MILLIS = 400_000;

    /** Returns the rows: a setting that a method names, and the number of the first story. */
    static Stream<Arguments> stories() {
        return Stream.of(true, false)
                .flatMap(setting -> IntStream.iterate(0, first -> first < ALL_STORIES, first -> first + STORIES)
                        .mapToObj(first -> Arguments.of(setting, first)));
    }

    @ParameterizedTest
    @MethodSource("stories")
    @ChosenRows(5)
    void eachGroupProcessesAllAcknowledgedMessages(boolean eager, int first) {
        assertAcknowledgedMessagesAreProcessed(eager, first, 1);
    }

    @ParameterizedTest
    @MethodSource("stories")
    @ChosenRows
    void eachGroupProcessesAllMessagesOfAPublication(boolean eager, int first) {
        assertAcknowledgedMessagesAreProcessed(eager, first, 5);
    }

    private static void assertAcknowledgedMessagesAreProcessed(boolean eager, int first, int each) {
        long unanswered = 0;
        double repeated = 0;
        double reordered = 0;
        for (int i = first; i < first + STORIES; i++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(i, 0, "every fault of a topic " + eager));
            TopicStage stage = new TopicStage(spec(eager, i), 1000, each, KEYS);
            boolean careful = i % 2 == 0;
            long deduplicateNanos = careful ? Duration.ofHours(1).toNanos() : 0;
            hire(stage, i, deduplicateNanos, random);
            for (int fault = 0; fault < 4; fault++) {
                inject(stage, stage.broker(), random);
            }
            play(stage, MESSAGES / each, random);
            assertWorkedOnByEach(stage, each);
            unanswered += MESSAGES / each
                    - stage.answers.values().stream()
                            .filter(outcome -> outcome == Outcome.OK)
                            .count();
            assertThat(stage.depth()).as("story " + i).isZero();
            assertThat(stage.measure("expired")).isZero();
            assertThat(stage.measure("consumed")).isEqualTo(2 * stage.measure("published"));
            int[] seen = duplicatesAndReorderings(stage, careful);
            assertThat((int) stage.measure("duplicates")).as("story " + i).isEqualTo(seen[0]);
            assertThat((int) stage.measure("reordered")).as("story " + i).isEqualTo(seen[1]);
            repeated += stage.measure("duplicates") + stage.measure("deduplicated");
            reordered += stage.measure("reordered");
            if (careful) {
                assertThat(stage.measure("duplicates")).isZero();
            }
        }
        assertThat(unanswered).as("faults affected publishers").isGreaterThan(STORIES / each);
        assertThat(repeated).as("faults affected consumers").isGreaterThan(STORIES);
        assertThat(reordered).as("faults affected the order of keys").isPositive();
    }

    /**
     * With three copies of each partition, messages acknowledged by all in-sync copies are never lost. With
     * acknowledgements of the leader alone, lost messages are counted.
     */
    @ParameterizedTest
    @MethodSource("stories")
    @ChosenRows
    void messagesAcknowledgedByAllSurviveLeaderChanges(boolean all, int first) {
        double lost = 0;
        double truncated = 0;
        double elections = 0;
        for (int i = first; i < first + STORIES; i++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(i, 0, "every fault of copies " + all));
            TopicStage stage = new TopicStage(copied(all, false, i), 1000);
            hire(stage, i, 0, random);
            for (Host broker : stage.brokers()) {
                for (int fault = 0; fault < 3; fault++) {
                    inject(stage, broker, random);
                }
            }
            play(stage, MESSAGES, random);
            double missing = all ? 0 : stage.measure("lost");
            assertMissing(stage, missing, i);
            assertThat(stage.measure("lost")).as("story " + i).isEqualTo(missing);
            assertThat(stage.depth()).as("story " + i).isZero();
            assertThat(stage.measure("consumed"))
                    .isEqualTo(2 * (stage.measure("published") - stage.measure("truncated")));
            int[] seen = duplicatesAndReorderings(stage, false);
            assertThat((int) stage.measure("duplicates")).as("story " + i).isEqualTo(seen[0]);
            lost += stage.measure("lost");
            truncated += stage.measure("truncated");
            elections += stage.measure("elections");
        }
        assertThat(elections).as("leaders changed").isGreaterThan(STORIES);
        assertThat(truncated).as("messages that followers did not have").isGreaterThan(STORIES / 2.0);
        if (!all) {
            assertThat(lost).isGreaterThan(STORIES / 4.0);
        }
    }

    /** A copy that is behind may become leader. Acknowledged messages may then be lost, and are counted. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("change")
    void messagesLostByUncleanElectionsAreCounted(boolean all) {
        double unclean = 0;
        double setBack = 0;
        for (int i = 0; i < ALL_STORIES; i++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(i, 0, "every fault of unclean leaders " + all));
            TopicStage stage = new TopicStage(copied(all, true, i), 1000);
            hire(stage, i, 0, random);
            for (Host broker : stage.brokers()) {
                for (int fault = 0; fault < 5; fault++) {
                    inject(stage, broker, random);
                }
            }
            play(stage, MESSAGES, random);
            assertMissing(stage, stage.measure("lost"), i);
            assertThat(stage.depth()).as("story " + i).isZero();
            double present = stage.measure("published") - stage.measure("truncated");
            assertThat(stage.measure("consumed") - stage.measure("set_back"))
                    .as("story " + i)
                    .isEqualTo(2 * present);
            int[] seen = duplicatesAndReorderings(stage, false);
            assertThat((int) stage.measure("duplicates")).as("story " + i).isEqualTo(seen[0]);
            assertThat((int) stage.measure("reordered")).as("story " + i).isEqualTo(seen[1]);
            unclean += stage.measure("unclean_elections");
            setBack += stage.measure("set_back");
        }
        assertThat(unclean).as("unclean elections").isGreaterThan(ALL_STORIES / 4);
        assertThat(setBack).as("commits beyond the log of the new leader").isGreaterThan(ALL_STORIES / 4);
    }

    /** Asserts that each group has processed the acknowledged messages, except for {@code most} at most. */
    private static void assertMissing(TopicStage stage, double most, int story) {
        for (String group : List.of("feed", "count")) {
            List<Long> done = stage.worked.stream()
                    .filter(work -> work.group().equals(group))
                    .map(Work::number)
                    .toList();
            long missing = stage.answers.entrySet().stream()
                    .filter(answer -> answer.getValue() == Outcome.OK && !done.contains(answer.getKey()))
                    .count();
            assertThat((double) missing).as("story " + story).isLessThanOrEqualTo(most);
        }
    }

    private static TopicSpec copied(boolean all, boolean unclean, int story) {
        return TopicSpecs.topic(its -> {
            its.partitions = 1 + story % 7;
            its.copies = 3;
            its.acks = all ? Optional.empty() : Optional.of(1);
            its.minInsync = unclean ? 1 : 1 + story % 2;
            its.unclean = unclean;
            its.leadersReturn = Optional.of(Duration.ofSeconds(unclean ? 7 : 300));
            its.followerLag = Duration.ofMillis(400);
            its.brokerSession = Duration.ofSeconds(2);
            its.insyncLag = Duration.ofSeconds(4);
            its.session = Duration.ofSeconds(5);
            its.heartbeat = Duration.ofSeconds(1);
            its.mostPoll = Duration.ofSeconds(8);
            its.rebalance = new Rebalance.Cooperative(Duration.ofSeconds(1));
        });
    }

    private static void hire(TopicStage stage, int story, long deduplicateNanos, KeyedRandom random) {
        for (int worker = 0; worker < 5; worker++) {
            KeyedRandom work = new KeyedRandom(KeyedRandom.key(story, worker, "work"));
            TopicStage.Worker one = stage
            .new Worker(
                    "worker" + worker,
                    worker < 3 ? "feed" : "count",
                    1 + worker,
                    deduplicateNanos,
                    number -> work(work.withIdentity(stage.simulation.now() + number)));
            for (int fault = 0; fault < 3; fault++) {
                inject(stage, one.host, random);
            }
        }
    }

    private static void play(TopicStage stage, int publications, KeyedRandom random) {
        for (int message = 1; message <= publications; message++) {
            stage.publish(100_000 * random.uniform(), message, random.nextInt(KEYS));
        }
        for (int index = 1000; index <= 150_000; index += 1000) {
            stage.runUntil(index);
        }
        stage.runUntil(END_MILLIS);
    }

    private static void assertWorkedOnByEach(TopicStage stage, int each) {
        for (String group : List.of("feed", "count")) {
            Map<Long, Set<Long>> done = new TreeMap<>();
            stage.worked.stream()
                    .filter(work -> work.group().equals(group))
                    .forEach(work -> done.computeIfAbsent(work.publication(), p -> new TreeSet<>())
                            .add(work.number()));
            stage.answers.forEach((publication, outcome) -> {
                if (outcome == Outcome.OK) {
                    assertThat(done.get(publication)).hasSize(each);
                }
            });
        }
    }

    private static TopicSpec spec(boolean eager, int story) {
        return TopicSpecs.topic(its -> {
            its.partitions = 1 + story % 7;
            its.session = Duration.ofSeconds(5);
            its.heartbeat = Duration.ofSeconds(1);
            its.mostPoll = Duration.ofSeconds(8);
            its.rebalance = eager
                    ? new Rebalance.Eager(Duration.ofSeconds(1))
                    : new Rebalance.Cooperative(Duration.ofSeconds(1));
        });
    }

    /**
     * Returns the number of duplicates and of messages out of the order of their key, from the record of processed
     * messages.
     */
    private static int[] duplicatesAndReorderings(TopicStage stage, boolean careful) {
        int duplicates = 0;
        int reordered = 0;
        Map<String, List<Long>> before = new TreeMap<>();
        for (Work work : stage.worked) {
            List<Long> known = before.computeIfAbsent(work.group() + "/" + work.key(), k -> new ArrayList<>());
            boolean isDuplicate = known.contains(work.number());
            if (isDuplicate && careful) {
                continue;
            }
            duplicates += isDuplicate ? 1 : 0;
            long stored = stage.stored.get(work.number());
            reordered += work.key() != 0 && known.stream().anyMatch(other -> stage.stored.get(other) > stored) ? 1 : 0;
            known.add(work.number());
        }
        return new int[] {duplicates, reordered};
    }

    /**
     * Returns a processing time in ns, negative for a failure. Most times are short, some exceed the maximum poll
     * interval.
     */
    private static long work(KeyedRandom random) {
        double kind = random.uniform();
        long nanos = (long) (random.uniform() * 300 * TopicStage.MILLI);
        return kind < 0.05 ? -nanos - 1 : kind < 0.1 ? nanos * 50 : nanos;
    }

    private static void inject(TopicStage stage, Host host, KeyedRandom random) {
        double from = 100_000 * random.uniform();
        double to = from + 10 + 10_000 * random.uniform();
        switch (random.nextInt(8)) {
            case 0 ->
                scheduleBetween(
                        stage, from, to, () -> host.begin(FailureMode.CRASH), () -> host.end(FailureMode.CRASH));
            case 1 ->
                scheduleBetween(
                        stage,
                        from,
                        to,
                        () -> host.begin(FailureMode.POWER_OFF),
                        () -> host.end(FailureMode.POWER_OFF));
            case 2 ->
                scheduleBetween(
                        stage,
                        from,
                        to,
                        () -> host.begin(FailureMode.BLACKHOLE),
                        () -> host.end(FailureMode.BLACKHOLE));
            case 3 ->
                scheduleBetween(
                        stage, from, to, () -> host.begin(FailureMode.PAUSE), () -> host.end(FailureMode.PAUSE));
            case 4 ->
                scheduleBetween(stage, from, to, () -> host.begin(FailureMode.HANG), () -> host.end(FailureMode.HANG));
            case 5 -> scheduleBetween(stage, from, to, () -> host.slow(50), () -> host.endSlow(50));
            case 6 -> scheduleBetween(stage, from, to, () -> host.fail(0.5), () -> host.endFail(0.5));
            default ->
                scheduleBetween(
                        stage,
                        from,
                        to,
                        () -> stage.links("east", "west").forEach(Link::cut),
                        () -> stage.links("east", "west").forEach(Link::endPartition));
        }
    }

    private static void scheduleBetween(TopicStage stage, double from, double to, Runnable begin, Runnable end) {
        stage.scheduleAt(from, begin);
        stage.scheduleAt(to, end);
    }
}

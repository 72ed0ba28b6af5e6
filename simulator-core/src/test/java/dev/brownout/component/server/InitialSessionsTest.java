package dev.brownout.component.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions without a request since the start of the run, compared with a sorted set of numbers. */
class InitialSessionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void sessionsFormAShrinkingOrderedSet(int step) {
        Random random = new Random(step);
        int lowest = random.nextInt(100);
        int count = 1 + random.nextInt(200);
        InitialSessions sessions = new InitialSessions(lowest, step, count);
        TreeSet<Long> set = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            set.add(lowest + (long) i * step);
        }
        for (int i = 0; i < 300; i++) {
            long number = random.nextInt(lowest + step * (count + 2));
            assertThat(sessions.remove(number)).isEqualTo(set.remove(number));
            assertThat(InitialSessions.remainingCount(List.of(sessions))).isEqualTo(set.size());
        }
        List<Long> rest = new ArrayList<>();
        sessions.takeAll(rest::add);
        assertThat(rest).containsExactlyElementsOf(set);
        assertThat(InitialSessions.remainingCount(List.of(sessions))).isZero();
    }

    /**
     * Each user is at one host, in its own region if that region has hosts. All hosts of a region have equally many
     * users.
     */
    @Test
    void eachHostHasTheSessionsOfItsUsers() {
        InitialLogins logins = new InitialLogins(10, 4, List.of(new int[] {0, 2}, new int[] {3}, new int[] {0, 2, 3}));
        List<List<InitialSessions>> byMachine = logins.byMachine();
        assertThat(logins.users()).isEqualTo(30);
        for (int machine = 0; machine < 4; machine++) {
            List<Long> numbers = new ArrayList<>();
            byMachine.get(machine).forEach(sessions -> sessions.takeAll(numbers::add));
            int here = machine;
            assertThat(numbers)
                    .containsExactlyElementsOf(LongStream.range(0, 30)
                            .filter(user -> logins.machineOf((int) user) == here)
                            .boxed()
                            .toList());
        }
        assertThat(logins.machineOf(1)).isEqualTo(2);
        assertThat(logins.machineOf(19)).isEqualTo(3);
    }

    @Test
    void hostsBeyondTheNumberOfUsersHaveNoSessions() {
        InitialLogins logins = new InitialLogins(2, 3, List.of(new int[] {0, 1, 2}));
        assertThat(logins.byMachine().get(2)).isEmpty();
        assertThat(InitialSessions.lowest(logins.byMachine().get(1))).isEqualTo(1);
    }
}

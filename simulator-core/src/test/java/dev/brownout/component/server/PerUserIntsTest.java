package dev.brownout.component.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers per user, compared with a map of the numbers that were set. */
class PerUserIntsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4095, 4096, 4097, 100_000})
    void returnsTheSetValueOrTheInitialValue(int users) {
        Random random = new Random(users);
        PerUserInts known = new PerUserInts(users, user -> user % 7);
        Map<Integer, Integer> set = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            int user = random.nextInt(users);
            int value = random.nextInt(5) - 1;
            known.set(user, value);
            set.put(user, value);
        }
        for (int user = 0; user < users; user++) {
            assertThat(known.of(user)).isEqualTo(set.getOrDefault(user, user % 7));
        }
    }
}

package dev.brownout.randomscenario;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Process that runs some random scenarios. It prints each failure with the number of its scenario, and exits when a
 * scenario exceeds its limit of CPU time.
 */
public final class RandomPiece {
    private static final Duration EACH = Duration.ofMinutes(2);
    private static final int TOO_LONG = 2;

    private RandomPiece() {}

    /**
     * Runs the scenarios of consecutive numbers.
     *
     * @param args the first number, and the number of scenarios
     */
    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long to = from + Long.parseLong(args[1]);
        RandomRun run = new RandomRun();
        Thread watch = new Thread(() -> measure(run));
        watch.setDaemon(true);
        watch.start();
        for (long number = from; number < to; number++) {
            run.attempt(number);
        }
        run.failures().forEach(failure -> System.out.println(failure.number() + ": " + failure.kind()));
        System.exit(run.failures().isEmpty() ? 0 : 1);
    }

    private static void measure(RandomRun run) {
        long number = -1;
        Duration before = Duration.ZERO;
        while (true) {
            Duration elapsed = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
            if (run.number() != number) {
                number = run.number();
                before = elapsed;
            } else if (elapsed.minus(before).compareTo(EACH) > 0) {
                System.out.println(number + ": takes more than " + EACH.toSeconds() + " s of the processors");
                System.out.flush();
                Runtime.getRuntime().halt(TOO_LONG);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}

package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.workbench.RunQueue.RunCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunQueueTest {
    private final RunQueue queue = new RunQueue(1);
    private final AwaitedList started = new AwaitedList();
    private final Semaphore steps = new Semaphore(0);

    /** One thread per call, because {@link RunQueue#follow} blocks. */
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        queue.close();
        clients.shutdownNow();
    }

    /** Runs until the next step, or until it is cancelled. */
    private RunOutcome run(String key, Consumer<double[]> progress) {
        started.add(key);
        try {
            do {
                progress.accept(new double[] {0.5});
            } while (!steps.tryAcquire(1, TimeUnit.MILLISECONDS));
        } catch (InterruptedException closed) {
            throw new IllegalStateException(closed);
        }
        return RunOutcome.result("\"" + key + "\"", true);
    }

    private RunCall submit(String tab, String key) {
        return queue.submit(tab, key, progress -> run(key, progress));
    }

    private Future<List<String>> follow(RunCall call) {
        return follow(call, new AwaitedList());
    }

    private Future<List<String>> follow(RunCall call, AwaitedList lines) {
        return clients.submit(() -> {
            queue.follow(call, line -> lines.add(new String(line, StandardCharsets.UTF_8).strip()));
            return lines.all();
        });
    }

    private static String result(String key) {
        return "{\"type\":\"result\",\"value\":\"" + key + "\"}";
    }

    private static String error(String message) {
        return "{\"type\":\"error\",\"message\":\"" + message + "\"}";
    }

    @Test
    void runsOfTabsStartInTheOrderOfTheirArrival() throws Exception {
        Future<List<String>> first = follow(submit("a", "1"));
        started.awaitSize(1);
        Future<List<String>> second = follow(submit("b", "2"));
        Future<List<String>> third = follow(submit("c", "3"));
        steps.release(3);
        assertThat(first.get()).endsWith(result("1"));
        assertThat(second.get()).endsWith(result("2"));
        assertThat(third.get()).endsWith(result("3"));
        assertThat(started.all()).containsExactly("1", "2", "3");
    }

    @Test
    void placesAreReportedWheneverTheyChange() throws Exception {
        AwaitedList lines = new AwaitedList();
        Future<List<String>> first = follow(submit("a", "1"), lines);
        lines.awaitText("{\"type\":\"progress\",\"value\":[0.5]}");
        submit("b", "2");
        AwaitedList waiting = new AwaitedList();
        Future<List<String>> third = follow(submit("c", "3"), waiting);
        waiting.awaitText("{\"type\":\"queued\",\"place\":2}");
        steps.release();
        waiting.awaitText("{\"type\":\"queued\",\"place\":1}");
        steps.release(2);
        assertThat(third.get()).startsWith("{\"type\":\"queued\",\"place\":2}").endsWith(result("3"));
        assertThat(first.get()).endsWith(result("1"));
    }

    @Test
    void newRunReplacesTheWaitingRunOfItsTabOnly() throws Exception {
        Future<List<String>> first = follow(submit("a", "1"));
        started.awaitSize(1);
        Future<List<String>> other = follow(submit("b", "2"));
        Future<List<String>> replaced = follow(submit("a", "3"));
        Future<List<String>> last = follow(submit("a", "4"));
        assertThat(replaced.get()).endsWith(error("Replaced by a newer run of this page."));
        steps.release(3);
        assertThat(first.get()).endsWith(result("1"));
        assertThat(other.get()).endsWith(result("2"));
        assertThat(last.get()).endsWith(result("4"));
        assertThat(started.all()).containsExactly("1", "2", "4");
    }

    @Test
    void cancelEndsOnlyTheCallsOfItsTab() throws Exception {
        Future<List<String>> first = follow(submit("a", "1"));
        started.awaitSize(1);
        Future<List<String>> waiting = follow(submit("b", "2"));
        Future<List<String>> other = follow(submit("c", "3"));
        queue.cancel("b");
        assertThat(waiting.get()).endsWith(error("Cancelled."));
        queue.cancel("a");
        assertThat(first.get()).endsWith(error("Cancelled."));
        started.awaitSize(2);
        steps.release();
        assertThat(other.get()).endsWith(result("3"));
        assertThat(started.all()).containsExactly("1", "3");
    }

    @Test
    void sharedRunContinuesAfterTheCancelOfOneCall() throws Exception {
        Future<List<String>> first = follow(submit("a", "same"));
        started.awaitSize(1);
        Future<List<String>> second = follow(submit("b", "same"));
        queue.cancel("a");
        assertThat(first.get()).endsWith(error("Cancelled."));
        steps.release();
        assertThat(second.get()).endsWith(result("same"));
        assertThat(follow(submit("c", "same")).get()).containsExactly(result("same"));
        assertThat(queue.executions()).isEqualTo(1);
    }

    @Test
    void closedConnectionCancelsItsCall() throws Exception {
        RunCall call = submit("a", "1");
        started.awaitSize(1);
        assertThatThrownBy(() -> queue.follow(call, line -> {
                    throw new IOException("closed");
                }))
                .hasMessage("closed");
        Future<List<String>> next = follow(submit("b", "2"));
        started.awaitSize(2);
        steps.release();
        assertThat(next.get()).endsWith(result("2"));
    }

    @Test
    void failureOfARunIsItsOutcome() throws Exception {
        assertThat(follow(queue.submit("a", "1", progress -> {
                            throw new OutOfMemoryError();
                        }))
                        .get())
                .endsWith(error("not enough memory for this call"));
        assertThat(follow(queue.submit("a", "1", progress -> {
                            throw new StackOverflowError();
                        }))
                        .get())
                .endsWith(error("the text has deep nesting or very long words"));
        assertThat(follow(queue.submit("a", "1", progress -> {
                            throw new IllegalStateException("secret");
                        }))
                        .get())
                .last()
                .asString()
                .contains("internal error;")
                .doesNotContain("secret", "IllegalState");
        steps.release();
        assertThat(follow(submit("a", "1")).get()).endsWith(result("1"));
    }

    @Test
    void tabExecutesOneRunAtATime() throws Exception {
        RunQueue wide = new RunQueue(3);
        CountDownLatch other = new CountDownLatch(1);
        RunCall first = wide.submit("a", "1", progress -> run("1", progress));
        started.awaitSize(1);
        RunCall second = wide.submit("a", "2", progress -> run("2", progress));
        wide.submit("b", "3", progress -> {
            other.countDown();
            return RunOutcome.result("3", true);
        });
        other.await();
        assertThat(started.all()).containsExactly("1");
        steps.release(2);
        wide.follow(first, line -> {});
        wide.follow(second, line -> {});
        assertThat(started.all()).containsExactly("1", "2");
        wide.close();
    }
}

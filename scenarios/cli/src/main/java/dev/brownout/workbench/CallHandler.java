package dev.brownout.workbench;

import com.sun.net.httpserver.HttpExchange;
import dev.brownout.page.RunLimits;
import dev.brownout.workbench.PageCalls.QueuedRun;
import dev.brownout.workbench.RequestBodies.RejectedBodyException;
import dev.brownout.workbench.RunQueue.RunCall;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Handler of the calls of pages to the engine. A run waits in the queue of its tab, and its response is a stream of
 * lines. Other calls are answered by a small pool of threads.
 */
final class CallHandler implements AutoCloseable {
    /** Random identifier of a browser tab. */
    private static final Pattern TAB = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final RequestBodies bodies;
    private final PageCalls calls;
    private final RunQueue runs;
    private final CallPool checks;

    CallHandler(InitialScenario initial, RequestBodies bodies, int cores) {
        int executing = Math.max(1, cores - 1);
        this.bodies = bodies;
        this.calls = new PageCalls(initial, RunLimits.ofServer(executing));
        this.runs = new RunQueue(executing);
        this.checks = new CallPool("workbench-check", Math.max(2, cores));
    }

    /** Returns the tab of a request; throws an exception if it has no valid header for it. */
    private static String tab(HttpExchange exchange) throws CallFailedException {
        String tab = exchange.getRequestHeaders().getFirst("X-Tab");
        if (tab == null || !TAB.matcher(tab).matches()) {
            throw new CallFailedException("expected a header X-Tab with 8 to 64 letters and digits");
        }
        return tab;
    }

    /** Answers a call. Errors of the client and of the engine are lines of the response. */
    void call(HttpExchange exchange, String name) throws IOException {
        try {
            bodies.read(exchange, body -> answer(exchange, name, body));
        } catch (RejectedBodyException rejected) {
            HttpReply.failedCall(rejected.status(), rejected.getMessage()).send(exchange);
        }
    }

    private void answer(HttpExchange exchange, String name, byte[] body) throws IOException {
        RunCall run;
        try {
            String tab = tab(exchange);
            if (!PageCalls.isRun(name)) {
                String value = checks.call(tab, () -> calls.value(name, RequestArguments.of(body)));
                HttpReply.call(RunOutcome.result(value, false).line()).send(exchange);
                return;
            }
            QueuedRun queued = checks.call(tab, () -> calls.run(name, RequestArguments.of(body)));
            run = runs.submit(tab, queued.key(), queued.task());
        } catch (CallFailedException failed) {
            HttpReply.call(ResponseLines.error(failed.getMessage())).send(exchange);
            return;
        }
        try (OutputStream lines = HttpReply.start(exchange, HttpReply.OK, HttpReply.LINES)) {
            runs.follow(run, line -> {
                lines.write(line);
                lines.flush();
            });
        }
    }

    /** Cancels the calls of the tab of a request. */
    HttpReply cancel(HttpExchange exchange) {
        try {
            String tab = tab(exchange);
            runs.cancel(tab);
            checks.cancel(tab);
            return HttpReply.empty();
        } catch (CallFailedException invalid) {
            return HttpReply.text(HttpReply.BAD_REQUEST, invalid.getMessage());
        }
    }

    /** Returns the queue of the runs. */
    RunQueue runs() {
        return runs;
    }

    @Override
    public void close() {
        runs.close();
        checks.close();
    }
}

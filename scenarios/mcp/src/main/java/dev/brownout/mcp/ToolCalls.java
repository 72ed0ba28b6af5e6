package dev.brownout.mcp;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.mcp.ToolCall.CancelledCallException;
import dev.brownout.workbench.CallFailedException;
import dev.brownout.workbench.CallPool;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Executes the calls of the tools on threads of their own, within their time limits. */
final class ToolCalls implements AutoCloseable {
    private static final int MOST_PROBLEMS = 16_000;

    private final SchemaValidator validator = new SchemaValidator();
    private final ActiveCalls active;
    private final CallPool checks;
    private final CallPool runs;
    private final LongSupplier clock;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Creates the executor.
     *
     * @param active the requests of the client
     * @param executing maximum number of concurrent simulations
     * @param clock the wall clock of the simulations, in ns
     */
    ToolCalls(ActiveCalls active, int executing, LongSupplier clock) {
        this.active = active;
        this.checks = new CallPool("mcp-check", executing + 1);
        this.runs = new CallPool("mcp-run", executing);
        this.clock = clock;
    }

    /** Returns a tool as the SDK registers it. */
    SyncToolSpecification specification(AssistantTool tool) {
        ToolAnnotations harmless = ToolAnnotations.builder()
                .readOnlyHint(true)
                .destructiveHint(false)
                .idempotentHint(true)
                .openWorldHint(false)
                .build();
        Tool described = Tool.builder(tool.name(), tool.schema().json())
                .description(tool.description())
                .annotations(harmless)
                .build();
        return SyncToolSpecification.builder()
                .tool(described)
                .callHandler((exchange, request) -> call(tool, exchange, request))
                .build();
    }

    private CallToolResult call(AssistantTool tool, McpSyncServerExchange exchange, CallToolRequest request) {
        ToolArguments arguments = new ToolArguments(request.arguments());
        ValidationResponse valid = validator.validate(tool.schema().json(), arguments.values());
        if (!valid.valid()) {
            return result(BoundedAnswer.error(valid.errorMessage()));
        }
        ToolCall call = new ToolCall(
                Long.toString(numbers.incrementAndGet()),
                (done, total, name) -> report(exchange, request, done, total, name),
                clock);
        CallPool pool = tool.simulates() ? runs : checks;
        active.onCancel(exchange.transportContext().get(StdioTransport.REQUEST), () -> {
            call.cancel();
            pool.cancel(call.id());
        });
        BoundedAnswer answer;
        try {
            answer = pool.call(call.id(), tool.seconds(arguments), () -> answer(tool, arguments, call));
        } catch (CallFailedException failed) {
            call.cancel();
            answer = BoundedAnswer.error(failed.getMessage());
        }
        return result(answer);
    }

    private static CallToolResult result(BoundedAnswer answer) {
        List<Content> content = new ArrayList<>(List.of(text(answer.json())));
        answer.picture()
                .map(png -> Base64.getEncoder().encodeToString(png))
                .ifPresent(data ->
                        content.add(ImageContent.builder(data, "image/png").build()));
        answer.link().ifPresent(link -> content.add(text("The scenario in the page for browsers: " + link)));
        return CallToolResult.builder(content).isError(answer.isError()).build();
    }

    private static TextContent text(String text) {
        return TextContent.builder(text).build();
    }

    private static BoundedAnswer answer(AssistantTool tool, ToolArguments arguments, ToolCall call) {
        if (call.isCancelled()) {
            throw new CancelledCallException();
        }
        try {
            return tool.answer(arguments, call);
        } catch (InvalidScenarioException invalid) {
            return invalid(invalid.all());
        } catch (ExperimentException impossible) {
            return impossible.problems().isEmpty()
                    ? BoundedAnswer.error(impossible.getMessage())
                    : invalid(impossible.problems());
        }
    }

    private static BoundedAnswer invalid(List<Problem> problems) {
        return ScenarioTool.withProblems(
                BoundedAnswer.error("the scenario is invalid").field("valid", false), problems, MOST_PROBLEMS);
    }

    private static void report(
            McpSyncServerExchange exchange, CallToolRequest request, double done, double total, String name) {
        if (request.progressToken() != null) {
            exchange.progressNotification(ProgressNotification.builder(request.progressToken(), done)
                    .total(Double.isNaN(total) ? null : total)
                    .message(name)
                    .build());
        }
    }

    @Override
    public void close() {
        checks.close();
        runs.close();
    }
}

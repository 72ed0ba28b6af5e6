package dev.brownout.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.experiment.catalog.ExperimentCatalog;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.page.RunLimits;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Server of the tools over the Model Context Protocol, by the official SDK. */
final class McpToolServer {
    private static final int MOST_NESTING = 20;
    private static final String INSTRUCTIONS = """
            Brownout simulates distributed systems that a YAML scenario describes: requests, load balancers, servers,
            caches, databases, queues, retries, timeouts, faults, autoscaling, cost. The same scenario and seed give the
            same numbers. Work in this order: list to find a scenario to start from; explain for its text and for the
            words of the language; validate after each change of a text; estimate for the load and capacity of each
            resource; run for verdicts; then change one setting at a time with the argument set, and run again. Put the
            requirement into the section sla of the scenario, so that the verdict answers the question. Use compare
            before you claim a difference, capacity for the largest load or the smallest design, trace_slowest for the
            causes of latency. An answer can have a picture of the main chart, and a link to a page with the scenario:
            give both to the user. No tool writes a file.\
            """;

    private final LongSupplier clock;

    /** Creates a server. */
    McpToolServer() {
        this(System::nanoTime);
    }

    /** Creates a server with a given wall clock for its simulations, in ns. */
    McpToolServer(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Answers requests until the input ends.
     *
     * @param requests messages of the client, a line each
     * @param responses receives the messages of the server, a line each, and nothing else
     * @param content folder and page of the server
     * @param version version of the program
     */
    void serve(BufferedReader requests, OutputStream responses, ServedContent content, String version) {
        int cores = Runtime.getRuntime().availableProcessors();
        int executing = Math.max(1, cores - 1);
        ActiveCalls active = new ActiveCalls();
        McpJsonMapper json = json();
        StdioTransport transport = new StdioTransport(requests, responses, json, active);
        try (ToolCalls calls = new ToolCalls(active, executing, clock)) {
            McpServer.sync(transport)
                    .serverInfo("brownout", version)
                    .instructions(INSTRUCTIONS)
                    .capabilities(ServerCapabilities.builder().tools(false).build())
                    .jsonMapper(json)
                    .jsonSchemaValidator(new SchemaValidator())
                    .validateToolInputs(false)
                    .tools(tools(content, RunLimits.ofServer(executing), cores).stream()
                            .map(calls::specification)
                            .toList())
                    .build();
            transport.run();
        }
    }

    private static List<AssistantTool> tools(ServedContent content, RunLimits limits, int threads) {
        List<AssistantTool> tools = new ArrayList<>(List.of(
                new ListTool(),
                new ExplainTool(),
                new ValidateTool(content),
                new EstimateTool(content),
                new RunTool(content, limits)));
        ExperimentCatalog.ALL.stream()
                .filter(type ->
                        !type.getAnnotation(CommandForm.class).assistant().isEmpty())
                .forEach(type -> tools.add(new ExperimentTool(type, content, threads)));
        tools.add(new TraceTool(content, limits));
        return tools;
    }

    private static McpJsonMapper json() {
        return new JacksonMcpJsonMapper(new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_NESTING)
                        .build())
                .build()));
    }
}

package dev.brownout.mcp;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.workbench.CallPool;

/** Tool of an assistant. */
interface AssistantTool {
    /** Returns the name of the tool. */
    String name();

    /** Returns the description for the assistant, in plain words. */
    String description();

    /** Returns the schema of the arguments. */
    InputSchema schema();

    /** Returns whether the tool runs simulations, of which few execute concurrently. */
    default boolean simulates() {
        return false;
    }

    /** Returns the time limit of a call, in seconds on the wall clock. */
    default int seconds(ToolArguments arguments) {
        return CallPool.SHORT_SECONDS;
    }

    /**
     * Answers a call.
     *
     * @throws InvalidScenarioException with all problems of the scenario
     * @throws dev.brownout.experiment.ExperimentException if the call is impossible, with all problems of the scenario
     *     if there are any
     */
    BoundedAnswer answer(ToolArguments arguments, ToolCall call) throws InvalidScenarioException;
}

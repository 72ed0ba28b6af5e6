package dev.brownout.cli;

import dev.brownout.cli.screen.Screen;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A command line that was run, and what came of it. */
record Session(int code, String out, String err) {
    /** Runs a command as somebody would whose output goes into pipes. */
    static Session of(String... args) {
        return of("", false, Map.of(), args);
    }

    /**
     * Runs a command.
     *
     * @param typed what is typed while it runs
     * @param screen whether its output goes to a screen
     * @param environment the variables of the process
     */
    static Session of(String typed, boolean screen, Map<String, String> environment, String... args) {
        return of(new BufferedReader(new StringReader(typed)), screen, environment, args);
    }

    static Session of(BufferedReader typed, boolean screen, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new Screen(out), new Screen(err), typed, screen, screen, environment);
        int code = Main.execute(terminal, args);
        return new Session(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

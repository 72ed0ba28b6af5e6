package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.LimitText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Variables and commands of a service, which may contain the hosts that it calls. Values are not copied. */
final class ServiceText {
    private static final Pattern HTTP_CHECK = Pattern.compile("(?i)https?://|\\b(curl|wget)\\b");
    private static final Pattern PAIR = Pattern.compile("([^=]*)=?(.*)", Pattern.DOTALL);

    /**
     * Text of a setting with its variables replaced.
     *
     * @param key name of a variable; empty for a word of a command
     */
    record Value(String key, String text, Setting setting) {}

    private final Setting service;
    private final List<Value> files = new ArrayList<>();

    ServiceText(Setting service) {
        this.service = service;
    }

    /** Adds the variables of a file that the service reads. */
    void add(Setting file, Map<String, String> variables) {
        variables.forEach(
                (key, value) -> files.add(new Value(key, Interpolation.of(value).text(), file)));
    }

    /** Returns the environment variables of the service, by name. */
    Map<String, Setting> environment() {
        Setting environment = service.get("environment");
        if (environment.isMap()) {
            return environment.entries();
        }
        Map<String, Setting> all = new LinkedHashMap<>();
        environment.items().forEach(item -> {
            Matcher pair = PAIR.matcher(item.peekText());
            all.put(pair.matches() ? pair.group(1) : "", item);
        });
        return all;
    }

    /** Returns the value of a variable as written in the file, without marking it as used. */
    static String value(Setting variable) {
        String text = variable.peekText();
        Matcher pair = PAIR.matcher(text);
        return variable.path().endsWith("]") && pair.matches() ? pair.group(2) : text;
    }

    /** Returns the words of the command and entrypoint, without marking them as used. */
    List<Setting> commands() {
        List<Setting> all = new ArrayList<>();
        for (String key : List.of("entrypoint", "command")) {
            Setting command = service.get(key);
            if (command.isList()) {
                all.addAll(command.items());
            } else if (command.isPresent()) {
                all.add(command);
            }
        }
        return all;
    }

    /** Returns the words of the entrypoint and the command as one line. */
    String command() {
        return commands().stream()
                .map(word -> Interpolation.of(word.peekText()).text())
                .collect(Collectors.joining(" "));
    }

    /** Returns whether the health check sends a request in HTTP. */
    boolean hasHttpCheck() {
        Setting test = service.get("healthcheck", "test");
        String command = test.isList()
                ? test.items().stream().map(Setting::peekText).collect(Collectors.joining(" "))
                : test.peekText();
        return HTTP_CHECK.matcher(command).find();
    }

    /** Returns the variables, the words of the commands, and the variables of files, in this order. */
    List<Value> values() {
        List<Value> all = new ArrayList<>();
        environment()
                .forEach((key, variable) ->
                        all.add(new Value(key, Interpolation.of(value(variable)).text(), variable)));
        commands()
                .forEach(word ->
                        all.add(new Value("", Interpolation.of(word.peekText()).text(), word)));
        all.addAll(files);
        return all;
    }

    /**
     * Lists the limits in variables and commands, and the addresses outside of the files.
     *
     * @param name name of the service
     * @param hosts hosts of the services in the files
     */
    void leaveOutLimits(String name, HostReferences hosts) {
        List<Value> all = new ArrayList<>(values());
        List<Setting> words = commands();
        if (!words.isEmpty()) {
            all.removeIf(value -> words.contains(value.setting()));
            all.add(new Value("", command(), words.get(0)));
        }
        for (Value value : all) {
            LimitText text = new LimitText(value.key(), value.text());
            text.limit().ifPresent(limit -> value.setting().ignore(limit, name, LimitText.LIMITS));
            hosts.otherHosts(value.key(), value.text())
                    .forEach(host -> value.setting()
                            .ignore("an address of " + host + " in the settings of", name, LimitText.OUTSIDE));
        }
    }

    /** Marks variables and commands as passed over; they are not copied to the scenario. */
    void passOverTheRest() {
        String reason = "values without a host of these files configure the programs inside of the containers";
        service.get("environment").markIgnored(reason);
        service.get("command").markIgnored(reason);
        service.get("entrypoint").markIgnored(reason);
        service.get("env_file").markIgnored(reason);
    }
}

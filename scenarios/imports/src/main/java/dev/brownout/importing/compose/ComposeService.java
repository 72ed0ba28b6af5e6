package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.LimitText;
import dev.brownout.importing.topology.ModelOptions;
import dev.brownout.importing.topology.ModelOptions.Option;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Service of a Compose file: its product, its number of machines, and the hosts that it references. */
final class ComposeService {
    private final String name;
    private final Setting setting;
    private final ServiceText text;
    private final ProductGuess guess;

    ComposeService(String name, Setting setting, ServiceText text, ProductGuess guess) {
        this.name = name;
        this.setting = setting;
        this.text = text;
        this.guess = guess;
    }

    String name() {
        return name;
    }

    Setting setting() {
        return setting;
    }

    /** Returns the variables and commands. */
    ServiceText text() {
        return text;
    }

    Optional<Product> product() {
        return guess.product();
    }

    /** Returns the host names of a service. */
    static List<String> names(String name, Setting setting) {
        List<String> all = new ArrayList<>(List.of(name));
        for (String key : List.of("container_name", "hostname")) {
            if (setting.get(key).isPresent()) {
                all.add(Interpolation.of(setting.get(key).peekText()).text());
            }
        }
        setting.get("networks")
                .entries()
                .values()
                .forEach(network -> network.get("aliases").items().forEach(alias -> all.add(alias.peekText())));
        return all;
    }

    /** Returns the names that the links of a service give to containers: alias and container. */
    static Map<String, String> aliases(Setting setting) {
        Map<String, String> all = new TreeMap<>();
        for (String key : List.of("links", "external_links")) {
            for (Setting item : setting.get(key).items()) {
                String[] names = item.peekText().split(":", 2);
                if (names.length == 2) {
                    all.putIfAbsent(names[1], names[0]);
                }
            }
        }
        return all;
    }

    /** Returns the host names of the service. */
    List<String> names() {
        return names(name, setting);
    }

    /** Creates the system part of this service, without its callees. */
    SystemPart part(String called) {
        String command =
                text.commands().stream().map(Setting::origin).findFirst().orElse("");
        SystemPart part = SystemPart.of(called, guess.product(), guess.reason(), text.command(), command);
        Role role = part.role();
        part.setInfrastructure(guess.infrastructure());
        if (part.isModel()) {
            ModelOptions.apply(part, guess.product().orElseThrow(), options(), gpus());
        }
        IgnoredKeys.markIgnored(setting);
        if (guess.product().equals(Optional.of(Product.TRAEFIK))) {
            part.addSetting("algorithm", "round-robin", "Traefik's default");
        }
        machines(part);
        cpus(part);
        memory(part);
        setting.get("image").markIgnored("an image of an unknown program determines no time");
        if (role.passes() && !setting.get("ports").items().isEmpty()) {
            setting.get("ports").items().forEach(ComposeService::read);
            part.onEntered("its ports are open (" + setting.get("ports").origin() + ")");
        }
        setting.get("ports").markIgnored("open ports of databases, caches and queues are no entry points of users");
        return part;
    }

    /** Returns the options of the command and the variables. */
    private List<Option> options() {
        List<Option> options = new ArrayList<>(ModelOptions.ofCommand(
                text.commands(), word -> Interpolation.of(word.peekText()).text()));
        text.environment()
                .forEach((key, variable) -> options.add(new Option(
                        key, Interpolation.of(ServiceText.value(variable)).text(), variable)));
        return options;
    }

    /** Returns the numbers of GPUs of a container. */
    private List<Option> gpus() {
        List<Setting> all = new ArrayList<>(setting.get("gpus").items());
        if (setting.get("gpus").isPresent() && all.isEmpty()) {
            all.add(setting.get("gpus"));
        }
        all.addAll(devices());
        return all.stream()
                .map(device -> {
                    int ids = device.get("device_ids").items().size();
                    Setting count = device.isMap() ? device.firstPresent("count", "device_ids") : device;
                    return new Option("gpus", ids > 0 ? Integer.toString(ids) : count.peekText(), count);
                })
                .toList();
    }

    /** Returns the reserved devices that are GPUs. */
    private List<Setting> devices() {
        return setting.get("deploy", "resources", "reservations", "devices").items().stream()
                .filter(device -> device.get("capabilities").items().stream()
                        .anyMatch(capability -> capability.peekText().equals("gpu")))
                .toList();
    }

    private static void read(Setting port) {
        port.text();
        port.entries().values().forEach(Setting::text);
    }

    private void machines(SystemPart part) {
        Setting mode = setting.get("deploy", "mode");
        if (mode.peekText().startsWith("global")) {
            mode.ignore(name + " runs once on each node of the cluster, and the number of nodes is unknown");
        }
        mode.text();
        for (Setting value : List.of(setting.get("scale"), setting.get("deploy", "replicas"))) {
            integer(value).ifPresent(number -> {
                if (part.role() == Role.SERVER
                        || part.role() == Role.STORE
                        || number == 1
                        || text.environment().keySet().stream().anyMatch(key -> key.endsWith("_MASTER_HOST"))) {
                    part.nodes(number, value.origin());
                } else {
                    value.ignore(
                            name + " runs " + number + " times, and the distribution of work between them is unknown");
                }
            });
        }
    }

    private Optional<Long> integer(Setting value) {
        Interpolation text = Interpolation.of(value.peekText());
        OptionalDouble number = DockerUnits.number(text.text());
        if (!text.known() || number.isEmpty() || number.getAsDouble() < 1 || number.getAsDouble() > 50_000) {
            if (value.isPresent()) {
                value.ignore(value.path() + " is not a number of nodes");
            }
            return Optional.empty();
        }
        value.text();
        return Optional.of((long) number.getAsDouble());
    }

    /**
     * Adds the limit of CPUs: that of the deployment, {@code cpus}, the quota of a period, or the CPUs on which the
     * container may run.
     *
     * @see <a href="https://docs.docker.com/engine/containers/resource_constraints/">Docker, resource constraints</a>
     */
    private void cpus(SystemPart part) {
        Setting limit = setting.get("deploy", "resources", "limits", "cpus");
        Setting value = limit.isPresent() ? limit : setting.get("cpus");
        OptionalDouble number =
                DockerUnits.number(Interpolation.of(value.peekText()).text());
        if (number.isPresent() && number.getAsDouble() > 0) {
            cpus(part, number.getAsDouble(), value);
        } else if (value.isPresent()) {
            value.ignore(value.path() + " is not a number of CPUs");
        } else {
            DockerUnits.cpus(setting).ifPresent(cpus -> cpus(part, cpus.number(), cpus.setting()));
        }
        for (String other : List.of(
                "cpu_count",
                "cpu_percent",
                "cpu_period",
                "cpu_quota",
                "cpu_rt_period",
                "cpu_rt_runtime",
                "cpu_shares",
                "cpuset")) {
            if (!setting.get(other).isDecided()) {
                setting.get(other)
                        .ignore(
                                other + " of",
                                name,
                                "the CPUs are limited by another setting, or it limits none while CPUs are free");
            }
        }
        devices().stream()
                .filter(device -> !part.isModel())
                .forEach(device -> device.ignore("the GPUs of", name, "a node here has CPU only"));
        setting.get("deploy", "resources", "reservations")
                .markIgnored("a reservation limits nothing while the host has free CPUs and memory");
    }

    private void cpus(SystemPart part, double number, Setting value) {
        value.text();
        if (part.isModel()) {
            value.ignore("the CPUs of", name, ModelOptions.HARDWARE);
        } else if (!part.computesOn(number, value.origin())) {
            value.ignore("the CPUs of", name, SystemPart.NO_CPUS);
        }
    }

    private void memory(SystemPart part) {
        Setting limit = setting.get("deploy", "resources", "limits", "memory");
        Setting value = limit.isPresent() ? limit : setting.get("mem_limit");
        value.ignore(
                "the memory of",
                name,
                part.role() == Role.CACHE
                        ? "at that limit the process is killed, while its own configuration sets the size of its data"
                        : LimitText.MEMORY);
        setting.get("deploy", "resources", "limits", "pids").markIgnored("the number of processes is not simulated");
        setting.get("pids_limit").markIgnored("the number of processes is not simulated");
        for (String other : List.of("mem_reservation", "mem_swappiness", "memswap_limit", "blkio_config")) {
            setting.get(other).markIgnored("memory beyond the limit and the disks of containers are not simulated");
        }
    }
}

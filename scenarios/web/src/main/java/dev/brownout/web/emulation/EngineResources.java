package dev.brownout.web.emulation;

import java.util.Collection;
import java.util.List;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/** Extension of TeaVM that puts the resources of the engine into the compiled program. */
public final class EngineResources implements ResourcesPolicy {
    private static final List<String> KINDS =
            List.of(".yaml", ".css", ".js", "/README.md", "-advances.txt", "_ko.txt", ".properties");

    /** Folders with resources of other programs: the scripts of the page, and the assignments of the command. */
    private static final List<String> UNUSED = List.of("dev/brownout/page/", "dev/brownout/grading/");

    @Override
    public String[] supplyResources(Collection<? extends String> availableClassNames) {
        return ModuleFiles.named(name -> KINDS.stream().anyMatch(name::endsWith)
                        && UNUSED.stream().noneMatch(name::startsWith))
                .toArray(String[]::new);
    }
}

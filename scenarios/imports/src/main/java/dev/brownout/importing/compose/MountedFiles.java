package dev.brownout.importing.compose;

import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Configurations of products that services mount. A mounted file is read if it is near the Compose file. */
final class MountedFiles {
    private static final Pattern SHORT = Pattern.compile("([^:]+):([^:]+)(:.*)?");
    private static final Pattern READABLE = Pattern.compile(".*\\.(conf|cfg|template)");

    private final SettingsReport account;
    private final ProjectFiles files;

    MountedFiles(SettingsReport account, ProjectFiles files) {
        this.account = account;
        this.files = files;
    }

    /** Returns the files that a service mounts at places that match a pattern, and that exist. */
    List<ImportSource> of(ComposeService service, Pattern places) {
        List<ImportSource> found = new ArrayList<>();
        for (Setting volume : service.setting().get("volumes").items()) {
            Matcher pair = SHORT.matcher(Interpolation.of(volume.peekText()).text());
            boolean map = volume.isMap();
            String source = map ? volume.get("source").peekText() : pair.matches() ? pair.group(1) : "";
            String target = map ? volume.get("target").peekText() : pair.matches() ? pair.group(2) : "";
            if (places.matcher(target).matches()) {
                found(service, volume, source, found);
            }
        }
        for (Setting config : service.setting().get("configs").items()) {
            String name = config.isMap() ? config.get("source").peekText() : config.peekText();
            for (Setting root : account.documents()) {
                Setting definition = root.get("configs", name);
                if (definition.get("content").isPresent()) {
                    String text = definition.get("content").text();
                    found.add(new ImportSource(
                            name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
                } else if (definition.get("file").isPresent()) {
                    found(
                            service,
                            definition.get("file"),
                            definition.get("file").peekText(),
                            found);
                }
            }
        }
        return found;
    }

    private void found(ComposeService service, Setting setting, String path, List<ImportSource> found) {
        ImportSource compose = files.source(setting.node().location().source().name());
        List<ImportSource> near = compose.nearby(path)
                .map(List::of)
                .orElseGet(() -> compose.folder(path).stream()
                        .filter(file -> READABLE.matcher(file.name()).matches())
                        .toList());
        found.addAll(near);
        if (near.isEmpty()) {
            setting.ignore("the configuration of " + service.name()
                    + " is not found near the compose file; its settings are defaults here");
        } else {
            setting.text();
            setting.entries().values().forEach(Setting::text);
        }
    }

    /** Lists something in a file that is left out. */
    void leaveOut(String text) {
        account.leftOut(text);
    }
}

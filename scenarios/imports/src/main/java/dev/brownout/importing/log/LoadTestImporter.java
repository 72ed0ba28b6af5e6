package dev.brownout.importing.log;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.loadtest.SummaryScenario;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;

/** Importer of results of load generators, which the command of access logs reads. */
public final class LoadTestImporter implements Importer {
    @Override
    public ImportFormat format() {
        return new ImportFormat("results of a load test", Content.LOAD_TEST, "", "", "");
    }

    @Override
    public Evidence recognize(InputHead head) {
        LogFormat format = FormatRecognition.recognized(head.lines());
        return LogImporter.requests(head)
                .when(format != null && format.measuredByClient()
                        || !SummaryScenario.form(head.text()).isEmpty());
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return new LogImporter().read(input);
    }
}

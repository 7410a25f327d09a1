// SPDX-FileCopyrightText: raa-builder contributors
// SPDX-License-Identifier: EUPL-1.2

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files: PROFILE[,PROFILE...]=FILE... in, one line for each rule that a file breaks out.
 *
 * <p>A line is "FILE TAB PROFILE TAB RULE TAB COUNT TAB FIRST", or "FILE TAB PROFILE TAB ok TAB CHECKS".
 */
public final class Validate {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ExecutorService workers = Executors.newWorkStealingPool();
    List<Future<?>> tasks = new ArrayList<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      for (String profile : parts[0].split(",")) {
        tasks.add(workers.submit(() -> validate(parts[1], profile)));
      }
    }
    for (Future<?> task : tasks) {
      task.get();
    }
  }

  private static void validate(String file, String profile) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant()) {
        print(file, profile, "ok", String.valueOf(result.getTotalAssertions()));
        return;
      }
      Map<String, Integer> counts = new TreeMap<>();
      Map<String, String> firsts = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String rule =
              assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          counts.merge(rule, 1, Integer::sum);
          String place = assertion.getLocation().getContext();
          firsts.putIfAbsent(rule, assertion.getMessage() + " @ " + place);
        }
      }
      counts.forEach(
          (rule, count) ->
              print(file, profile, rule, count + " times, first: " + firsts.get(rule)));
    } catch (Exception error) {
      throw new IllegalStateException(file, error);
    }
  }

  private static void print(String... fields) {
    System.out.println(String.join("\t", fields).replace("\n", " "));
  }
}

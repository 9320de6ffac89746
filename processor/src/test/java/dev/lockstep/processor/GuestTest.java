package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is generated for a guest with every kind of opcode compiles without a warning, runs, and conforms. */
final class GuestTest {

  private static Guest guest;

  @BeforeAll
  static void load() throws Exception {
    guest = Guest.load("all");
  }

  @Test
  void allTiersAgree() throws Exception {
    List<?> outcomes = (List<?>) guest.call("outcomes");
    assertThat(outcomes.stream().distinct().toList()).containsExactly("55");
  }

  @Test
  void handlersAndRegionsDoWhatTheMethodsDo() throws Exception {
    assertThat((List<?>) guest.call("failures")).isEmpty();
  }

  @Test
  void formsAreFused() throws Exception {
    String text = (String) guest.call("disassembly");
    assertThat(text).contains("ladd(_, #)");
    assertThat(text).contains("br_if(lt(_, #))");
  }

  @Test
  void guestsShareOpcodesOfAnotherPackage() throws Exception {
    Guest groups = Guest.load("groups");
    assertThat((List<?>) groups.call("countOutcomes")).containsExactly("42", "42", "42", "42", "42");
    assertThat((List<?>) groups.call("sumOutcomes")).containsExactly("45", "45", "45", "45", "45");
    assertThat((List<?>) groups.call("failures")).isEmpty();
  }

  @Test
  void namesThatOthersHaveToo() throws Exception {
    Guest names = Guest.load("names");
    List<?> outcomes = (List<?>) names.call("outcomes");
    assertThat(outcomes.stream().distinct().toList())
        .containsExactly("[-7, text], null \u00e9 \u20ac at 6, null \u00e9 \u20ac at 6");
    assertThat((List<?>) names.call("failures")).isEmpty();
  }

  @Test
  void conformanceTestSeesDifferentResultsAndEffects() throws Exception {
    assertThat((List<?>) Guest.load("impure").call("failures")).containsExactly("counts", "counted").inOrder();
  }
}

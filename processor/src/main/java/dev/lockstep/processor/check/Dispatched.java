package dev.lockstep.processor.check;

/** What the driver has a case for: a form, or a sequence of forms. */
public sealed interface Dispatched permits FormModel, SequenceModel {

  /** The value of the first word. */
  int id();

  /** A mnemonic, an expression of mnemonics, or several of these with semicolons between them. */
  String name();

  /** The name of the constant with the id. */
  String constant();

  /** The name of its handler. */
  String handler();

  /** Whether it is kept out of the main loop. */
  boolean cold();

  /** Whether the frame may be another one afterwards. */
  boolean changesFrame();
}

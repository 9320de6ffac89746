package dev.lockstep.examples.command;

/** The command line asks for what is not there. The message is one line. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message, null, false, false);
  }
}

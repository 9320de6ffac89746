package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/** Results of system calls, in the order of their numbers. */
enum Errno {
  SUCCESS,
  TOOBIG,
  ACCES,
  ADDRINUSE,
  ADDRNOTAVAIL,
  AFNOSUPPORT,
  AGAIN,
  ALREADY,
  BADF,
  BADMSG,
  BUSY,
  CANCELED,
  CHILD,
  CONNABORTED,
  CONNREFUSED,
  CONNRESET,
  DEADLK,
  DESTADDRREQ,
  DOM,
  DQUOT,
  EXIST,
  FAULT,
  FBIG,
  HOSTUNREACH,
  IDRM,
  ILSEQ,
  INPROGRESS,
  INTR,
  INVAL,
  IO,
  ISCONN,
  ISDIR,
  LOOP,
  MFILE,
  MLINK,
  MSGSIZE,
  MULTIHOP,
  NAMETOOLONG,
  NETDOWN,
  NETRESET,
  NETUNREACH,
  NFILE,
  NOBUFS,
  NODEV,
  NOENT,
  NOEXEC,
  NOLCK,
  NOLINK,
  NOMEM,
  NOMSG,
  NOPROTOOPT,
  NOSPC,
  NOSYS,
  NOTCONN,
  NOTDIR,
  NOTEMPTY,
  NOTRECOVERABLE,
  NOTSOCK,
  NOTSUP,
  NOTTY,
  NXIO,
  OVERFLOW,
  OWNERDEAD,
  PERM,
  PIPE,
  PROTO,
  PROTONOSUPPORT,
  PROTOTYPE,
  RANGE,
  ROFS,
  SPIPE,
  SRCH,
  STALE,
  TIMEDOUT,
  TXTBSY,
  XDEV,
  NOTCAPABLE;

  int code() {
    return ordinal();
  }

  /** What the guest is told about a failure of the host. */
  static Errno of(IOException failure) {
    if (failure instanceof ErrnoException e) {
      return e.errno();
    } else if (failure instanceof NoSuchFileException) {
      return NOENT;
    } else if (failure instanceof FileAlreadyExistsException) {
      return EXIST;
    } else if (failure instanceof DirectoryNotEmptyException) {
      return NOTEMPTY;
    } else if (failure instanceof AccessDeniedException) {
      return ACCES;
    } else if (failure instanceof NotDirectoryException) {
      return NOTDIR;
    } else if (failure instanceof NotLinkException) {
      return INVAL;
    } else if (failure instanceof FileSystemLoopException) {
      return LOOP;
    } else if (failure instanceof InterruptedIOException || failure instanceof ClosedByInterruptException) {
      return INTR;
    } else if (failure instanceof ClosedChannelException) {
      return BADF;
    }
    String reason = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
    return reason == null ? IO : ofReason(reason);
  }

  /** Most errors of the host have no exception of their own; those that have another name here are told by the text. */
  private static Errno ofReason(String reason) {
    return switch (reason) {
      case "Operation not permitted" -> PERM;
      case "No such file or directory" -> NOENT;
      case "Bad file descriptor" -> BADF;
      case "Device or resource busy" -> BUSY;
      case "File exists" -> EXIST;
      case "Invalid cross-device link" -> XDEV;
      case "Not a directory" -> NOTDIR;
      case "Is a directory" -> ISDIR;
      case "Directory not empty" -> NOTEMPTY;
      case "Invalid argument" -> INVAL;
      case "Too many open files", "Too many open files in system" -> MFILE;
      case "Text file busy" -> TXTBSY;
      case "File too large" -> FBIG;
      case "No space left on device" -> NOSPC;
      case "Disk quota exceeded" -> DQUOT;
      case "Illegal seek" -> SPIPE;
      case "Read-only file system" -> ROFS;
      case "Too many links" -> MLINK;
      case "Broken pipe" -> PIPE;
      case "File name too long" -> NAMETOOLONG;
      case "Too many levels of symbolic links", "Too many levels of symbolic links or unable to access attributes of symbolic link" -> LOOP;
      case "Operation not supported" -> NOTSUP;
      default -> IO;
    };
  }
}

; What a stack alone cannot do: tail calls, deep recursion, exceptions, continuations, code made as the program runs.
(define (even? n) (if (= n 0) #t (odd? (- n 1))))
(define (odd? n) (if (= n 0) #f (even? (- n 1))))
(display (even? 10000000))
(newline)
;=> #t

(define (sum n) (if (= n 0) 0 (+ n (sum (- n 1)))))
(display (sum 3000000))
(newline)
;=> 4500001500000

(define (safe-div a b)
  (guard (e ((error-object? e) (list 'no (error-object-message e))))
    (quotient a b)))
(write (map safe-div '(7 8 9) '(2 0 4)))
(newline)
;=> (3 (no "quotient: division by zero") 2)

; The elements of a list, one at a time, as a generator hands them out.
(define (generator list)
  (define return #f)
  (define (next)
    (call/cc
      (lambda (caller)
        (set! return caller)
        (for-each (lambda (x) (call/cc (lambda (go-on) (set! next (lambda () (call/cc (lambda (caller) (set! return caller) (go-on #f))))) (return x)))) list)
        (return 'end))))
  (lambda () (next)))
(define take (generator '(1 2 3)))
(let loop ((x (take)) (taken '()))
  (if (eq? x 'end)
      (begin (write (reverse taken)) (newline))
      (loop (take) (cons x taken))))
;=> (1 2 3)

(define (adder n) (eval `(lambda (x) (+ x ,n))))
(write (map (adder 10) '(1 2 3)))
(newline)
;=> (11 12 13)

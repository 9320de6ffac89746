; How many ways there are for ten queens: lists, loops with names, definitions inside of others.
(define (queens size)
  (define (free? row placed)
    (let loop ((rest placed) (distance 1))
      (or (null? rest)
          (and (not (= row (car rest)))
               (not (= (abs (- row (car rest))) distance))
               (loop (cdr rest) (+ distance 1))))))
  (define (place left placed)
    (if (= left 0)
        1
        (let loop ((row 1) (ways 0))
          (cond ((> row size) ways)
                ((free? row placed) (loop (+ row 1) (+ ways (place (- left 1) (cons row placed)))))
                (else (loop (+ row 1) ways))))))
  (place size '()))
(display (queens 10))
(newline)
;=> 724

/** What a review of one kind of thing is written with. */
export interface ReviewDomain {
  readonly aspects: readonly string[]
  readonly good: readonly string[]
  readonly bad: readonly string[]
}

export const reviewDomains: readonly ReviewDomain[] = [
  {
    aspects: [
      'the soup',
      'the waiter',
      'the dessert',
      'the pasta',
      'the wine',
      'the salad',
      'our lunch',
      'the roast duck',
      'the house bread'
    ],
    good: ['delicious', 'friendly', 'fresh', 'generous', 'perfectly cooked', 'juicy', 'attentive', 'tasty'],
    bad: ['cold', 'rude', 'stale', 'overpriced', 'burnt', 'tasteless', 'greasy', 'salty']
  },
  {
    aspects: [
      'the room',
      'the bed',
      'the reception',
      'the pool',
      'the breakfast',
      'the view',
      'the balcony',
      'our suite',
      'the bathroom'
    ],
    good: ['spotless', 'comfortable', 'quiet', 'helpful', 'spacious', 'charming', 'sunny', 'welcoming'],
    bad: ['filthy', 'noisy', 'cramped', 'damp', 'unfriendly', 'shabby', 'mouldy', 'depressing']
  },
  {
    aspects: [
      'the battery',
      'the screen',
      'the camera',
      'the keyboard',
      'the speaker',
      'the software',
      'the charger',
      'the hinge',
      'the touchpad'
    ],
    good: ['reliable', 'sharp', 'fast', 'sturdy', 'bright', 'simple to use', 'responsive', 'elegant'],
    bad: ['slow', 'fragile', 'dim', 'faulty', 'confusing', 'flimsy', 'blurry', 'useless']
  },
  {
    aspects: [
      'the plot',
      'the acting',
      'the ending',
      'the music',
      'the dialogue',
      'the hero',
      'the first half',
      'the camera work',
      'the villain'
    ],
    good: ['gripping', 'moving', 'clever', 'funny', 'brilliant', 'believable', 'haunting', 'original'],
    bad: ['boring', 'predictable', 'wooden', 'silly', 'endless', 'forgettable', 'clumsy', 'tedious']
  },
  {
    aspects: [
      'the delivery',
      'the packaging',
      'the seller',
      'the fabric',
      'the colour',
      'the fit',
      'the lining',
      'the zip',
      'the jacket'
    ],
    good: ['punctual', 'soft', 'careful', 'honest', 'lovely', 'well made', 'flattering', 'durable'],
    bad: ['late', 'torn', 'careless', 'dishonest', 'ugly', 'badly made', 'scratchy', 'faded']
  }
]

/** `same` words carry the opinion itself, `other` words its opposite, which the sentence turns round. */
export const clausePatterns: readonly string[] = [
  '{aspect} was {same}',
  '{aspect} was really {same}',
  '{aspect} turned out {same} and {same}',
  '{aspect} was not {other}',
  '{aspect} was not {other} at all',
  '{aspect} was never {other}',
  '{aspect} was anything but {other}',
  'nothing about it was {other}',
  'I could not call {aspect} {other}',
  'I found {aspect} {same}',
  '{aspect} seemed {same} to all of us',
  'nobody found {aspect} {other}',
  '{aspect} was far from {other}'
]

/** Two clauses of which the one with the opinion weighs more. `against` is a clause of the opposite opinion. */
export const mixedPatterns: readonly string[] = [
  '{against}, but {clause}',
  'although {against}, {clause}',
  'even though {against}, in the end {clause}',
  '{against}; still, {clause}',
  '{clause}, even if {against}'
]

export const verdicts = {
  good: [
    'I would come back',
    'I recommend it',
    'worth every penny',
    'I have no complaints',
    'I was not disappointed',
    'five stars from me',
    'I have told all my friends to try it',
    'money well spent',
    'I could not be happier'
  ],
  bad: [
    'I would not come back',
    'I cannot recommend it',
    'not worth the money',
    'I want my money back',
    'I was disappointed',
    'never again',
    'I have told all my friends to avoid it',
    'a waste of money',
    'I could not be less happy'
  ]
} as const

export const openings: readonly string[] = [
  'we were there with friends',
  'I had read a lot about it',
  'it was a present from my sister',
  'this was my second time',
  'I needed something quickly',
  'my expectations were modest',
  'we chose it because it was close',
  'the picture in the brochure made me curious',
  'I had waited for weeks',
  'it was my birthday',
  'a colleague had told me about it',
  'I ordered it late on a Sunday'
]
